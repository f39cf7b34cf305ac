// Lists packages, and cancels units that cannot be supplied. .NET 8, no other library.
//
//   dotnet run -- list Created
//   dotnet run -- cancel PACKAGE_ID LINE_ID QUANTITY
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

static string Setting(string name, string otherwise) => Environment.GetEnvironmentVariable(name) ?? otherwise;

var seller = Setting("SELLER_ID", "2738");
var credentials = Setting("API_KEY", "sandbox-key") + ":" + Setting("API_SECRET", "sandbox-secret");
using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
http.DefaultRequestHeaders.Authorization =
    new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"{seller} - SelfIntegration");
var address = $"{Setting("ORDERS_URL", "http://127.0.0.1:4000")}/integration/order/sellers/{seller}";

async Task<JsonNode?> Call(HttpMethod method, string path, object? body = null)
{
    var request = new HttpRequestMessage(method, address + path);
    if (body is not null) request.Content = JsonContent.Create(body);
    using var answer = await http.SendAsync(request);
    var text = await answer.Content.ReadAsStringAsync();
    var json = text == "" ? null : JsonNode.Parse(text);
    if (answer.IsSuccessStatusCode) return json;
    throw new InvalidOperationException($"{(int)answer.StatusCode} {json?["errors"]?[0]?["message"]}");
}

async IAsyncEnumerable<JsonNode> Packages(string query)
{
    for (int page = 0, pages = 1; page < pages; page++)
    {
        var answer = (await Call(HttpMethod.Get, $"/v2/orders?{query}&size=200&page={page}"))!;
        pages = (int)answer["totalPages"]!;
        foreach (var package in answer["content"]!.AsArray()) yield return package!;
    }
}

async Task<string> Show(string query)
{
    var order = "";
    await foreach (var package in Packages(query))
    {
        order = (string)package["orderNumber"]!;
        var lines = package["lines"]!.AsArray().Select(line => $"{line!["quantity"]} x {line["barcode"]} (line {line["lineId"]})");
        Console.WriteLine($"{package["shipmentPackageId"]} {package["status"]} {order} {string.Join(", ", lines)}");
    }
    return order;
}

if (args[0] == "list")
{
    await Show("status=" + (args.Length > 1 ? args[1] : "Created"));
    return;
}
var number = await Show($"shipmentPackageIds={args[1]}");
var cancel = new { lines = new[] { new { lineId = long.Parse(args[2]), quantity = int.Parse(args[3]) } }, reasonId = 500 };
await Call(HttpMethod.Put, $"/shipment-packages/{args[1]}/items/unsupplied", cancel); // 500: out of stock
// The old package is Cancelled. The rest of the order goes on in a new package with a new id.
await Show($"orderNumber={number}");
