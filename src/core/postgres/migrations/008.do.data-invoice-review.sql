-- Every document tells how far the review of the package's invoice is. Invoices that came before reviews existed were
-- accepted as they came. A quote within a JSON text is always escaped, so what is looked for stands nowhere else.
-- A file whose name begins with `data` changes rows only: it is applied to the rows of an older export, too.
update packages
   set document = replace(document, ',"lines":[',
                          case when position('"invoice":{' in state) > 0 then ',"invoiceStatus":"Invoiced"'
                               else ',"invoiceStatus":"NotInvoiced"' end
                          || ',"invoiceRejectedReasonKeys":[],"lines":[');
