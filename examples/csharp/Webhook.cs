// Verifies a webhook. .NET 8, no other library. In ASP.NET:
//
//   app.MapPost("/hook", async (HttpRequest request) =>
//   {
//       using var buffer = new MemoryStream();
//       await request.Body.CopyToAsync(buffer); // the bytes as received, not a parsed copy
//       return Webhook.IsGenuine(name => request.Headers[name], buffer.ToArray(), key, secret)
//           ? Results.Ok() : Results.Unauthorized();
//   });
//
// A call may come twice: store webhook-id under a unique key, in the transaction that uses the event.
using System.Security.Cryptography;
using System.Text;

static class Webhook
{
    // The secret is for koli only; the marketplace does not sign.
    public static bool IsGenuine(Func<string, string?> header, byte[] body, string key, string? secret)
    {
        if (!Same(key, header("x-api-key"))) return false;
        if (secret is null) return true;
        var timestamp = header("webhook-timestamp") ?? "";
        if (!long.TryParse(timestamp, out var seconds)) return false;
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) > 300) return false;
        var content = Encoding.UTF8.GetBytes($"{header("webhook-id")}.{timestamp}.").Concat(body).ToArray();
        var digest = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), content);
        var expected = "v1," + Convert.ToBase64String(digest);
        // Several signatures come while a secret is replaced by a new one.
        return (header("webhook-signature") ?? "").Split(' ').Any(one => Same(expected, one));
    }

    static bool Same(string expected, string? found) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(found ?? ""));
}
