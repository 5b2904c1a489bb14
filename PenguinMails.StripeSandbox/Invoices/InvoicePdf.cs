using System.Text;

namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>A small but real PDF: text in Helvetica, as many pages as its lines need.</summary>
internal static class InvoicePdf
{
    private const int LinesPerPage = 44;

    public static byte[] Write(UnitOfWork w, JsonObject invoice)
    {
        var pages = Text(w, invoice).Chunk(LinesPerPage).Select(Content).ToList();
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{4 + (i * 2)} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        };
        for (var i = 0; i < pages.Count; i++)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + (i * 2)} 0 R >>");
            objects.Add($"<< /Length {Encoding.Latin1.GetByteCount(pages[i])} >>\nstream\n{pages[i]}\nendstream");
        }
        return Assemble(objects);
    }

    private static IEnumerable<string> Text(UnitOfWork w, JsonObject invoice)
    {
        var currency = invoice.Text("currency");
        string Money(long amount) => Amounts.Text(amount, currency);
        yield return "PenguinMails";
        yield return $"Invoice {invoice.Str("number")}";
        yield return $"Date {Html.Date(invoice.Int("created"))}     Status {invoice.Str("status")}";
        yield return $"Bill to {invoice.Str("customer_name")} {invoice.Str("customer_email")}";
        yield return "";
        foreach (var line in Lines.Of(w, invoice))
        {
            yield return $"{line.Str("description")}     {Money(line.Int("amount"))}";
            yield return $"    {BillingCalendar.Day(line.Int("period.start"))} - {BillingCalendar.Day(line.Int("period.end"))}";
        }
        yield return "";
        yield return $"Subtotal {Money(invoice.Int("subtotal"))}";
        foreach (var discount in invoice.Objs("total_discount_amounts"))
            yield return $"Discount -{Money(discount.Int("amount"))}";
        foreach (var tax in invoice.Objs("total_taxes"))
            yield return $"Tax {Money(tax.Int("amount"))}";
        yield return $"Total {Money(invoice.Int("total"))}";
        yield return $"Amount paid {Money(invoice.Int("amount_paid"))}";
        yield return $"Amount due {Money(invoice.Int("amount_remaining"))}";
    }

    private static string Content(string[] lines) =>
        "BT /F1 11 Tf 56 736 Td 15 TL\n" + string.Join("\n", lines.Select(l => $"({Escape(l)}) Tj T*")) + "\nET";

    private static string Escape(string s) =>
        s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);

    private static byte[] Assemble(List<string> objects)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            pdf.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
