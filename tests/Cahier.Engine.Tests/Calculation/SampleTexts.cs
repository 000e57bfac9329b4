using Cahier.Rules.Loading;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>One cahier of one version, and its model, as texts at hand.</summary>
internal sealed class SampleTexts(string model, string cahier) : IRuleTexts
{
    public IReadOnlyList<string> Cahiers => ["sample"];

    public IReadOnlyList<string> Models => ["sample"];

    public IReadOnlyList<string> Versions(string cahier) => ["1"];

    public (string File, string Text)? Version(string name, string version) => ("sample/1.yaml", cahier);

    public (string File, string Text)? Beside(string name, string file) => null;

    public (string File, string Text)? Model(string name) => ("sample.yaml", model);
}
