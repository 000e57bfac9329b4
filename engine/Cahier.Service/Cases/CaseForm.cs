using Cahier.Facts.Forms;

namespace Cahier.Service.Cases;

/// <summary>What a request to judge a case may hold.</summary>
internal static class CaseForm
{
    /// <summary>The whole body.</summary>
    public static MapForm Root { get; } = Form.Map("case", "Facts, and what is to be said of them.")
        .Optional("version", Form.OrNull(Form.Text), "The version; the one that holds for the period when not said.")
        .Required("period", Form.Text, "The days.")
        .Required("facts", Form.MapOf(Form.Text, Form.Anything), "Facts by entity, children inside their parent.")
        .Optional("explain", Form.OrNull(Form.Choice("json", "text")), "Whether and how to explain each unit and participant.")
        .Optional("language", Form.OrNull(Form.Choice("en", "fr")), "Of an explanation as text; en when not said.");
}
