using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cahier.Storage.Stores;

/// <summary>How texts of people stand in the ledger: as they were written, so that they can be read there.</summary>
internal static class LedgerText
{
    public static JsonSerializerOptions AsWritten { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
