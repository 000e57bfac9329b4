using System.Security.Cryptography;
using System.Text;

namespace Cahier.Facts.Models;

/// <summary>The hash of what a model says about facts.</summary>
internal static class ModelHash
{
    public static string Of(FactModel model)
    {
        var text = new StringBuilder();
        Line("model", model.Name);
        foreach (var entity in model.Entities)
        {
            Line("entity", entity.Name, entity.Kind.ToString(), entity.Parent ?? "", entity.Collection ?? "");
            Line(["key", .. entity.Key]);
            Line(["order", .. entity.Order]);
            foreach (var field in entity.Fields)
            {
                Line("field", field.Name, field.KindName, field.Unit?.ToString() ?? "", field.To ?? "", field.Required ? "required" : "", field.Outcome ? "outcome" : "");
                Line(["codes", .. field.Codes.Select(c => c.Code)]);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // The unit separator stands in no name and in no code.
        void Line(params ReadOnlySpan<string> parts) => text.AppendJoin('\u001f', parts).Append('\n');
    }
}
