using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Service.Settings;

/// <summary>A setting with which the service cannot run.</summary>
/// <param name="Setting">Its name, as it stands in the file, in the environment or on the command line.</param>
/// <param name="Cause">What is wrong.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record SettingsProblem(string Setting, string Cause, string Remedy);

/// <summary>The service cannot run with its settings.</summary>
/// <param name="problems">All that is wrong.</param>
/// <param name="diagnostics">What is wrong with the form of the file.</param>
public sealed class SettingsException(ImmutableArray<SettingsProblem> problems, ImmutableArray<Diagnostic> diagnostics)
    : Exception(string.Join('\n', problems.Select(p => $"{p.Setting}: {p.Cause}\n  {p.Remedy}")))
{
    public ImmutableArray<SettingsProblem> Problems { get; } = problems;

    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}
