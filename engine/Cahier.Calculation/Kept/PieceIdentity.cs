using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cahier.Calculation.Output;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Kept;

/// <summary>Of what a piece was made but for the facts. One made by another build of the engine is never taken, whatever version it bears.</summary>
internal static class PieceIdentity
{
    private const string Form = "cahier units 2";

    public static string Of(CheckedRuleSet rules, Date from, Date to)
    {
        var builds = new[] { typeof(CheckedExpression), typeof(Snapshot), typeof(CheckedRuleSet), typeof(PieceIdentity) }.Select(t => t.Module.ModuleVersionId);
        var text = string.Create(CultureInfo.InvariantCulture, $"{Form}\n{rules.Definition.Hash}\n{rules.Model.Hash}\n{from}\n{to}\n{EngineVersion.Current}\n{string.Join(' ', builds)}\n{BitConverter.IsLittleEndian}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
