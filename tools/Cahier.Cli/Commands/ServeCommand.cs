using System.CommandLine;
using System.Globalization;
using Cahier.Cli.Console;
using Cahier.Service;
using Cahier.Service.Settings;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier serve</c>: the nightly service and its HTTP API. Nothing of the web server is loaded before it is asked for.</summary>
internal static class ServeCommand
{
    public static Command Make(Surface surface)
    {
        var file = new Option<string?>("--settings") { Description = "A file of settings, YAML; schemas/json/service.schema.json says what it may hold.", HelpName = "FILE" };
        var store = StoreOption();
        var listen = new Option<string?>("--listen") { Description = "Where to listen; http://127.0.0.1:8080 when not said. Beyond this machine only once there are keys or an OpenID provider.", HelpName = "URL" };
        var once = new Option<bool>("--once") { Description = "Make every run of the schedule now, listen nowhere, and end: 0 when all were made." };
        var command = new Command("serve", "Answer over HTTP, and run cahiers on a store by a schedule.") { file, store, listen, once, KeysCommand.Make(surface) };
        command.SetAction((parsed, cancellation) =>
        {
            var workspace = Workspace.Of(parsed);
            var said = new Dictionary<string, string?>(StringComparer.Ordinal) { ["store"] = parsed.GetValue(store), ["listen"] = parsed.GetValue(listen) };
            return Serve(workspace, parsed.GetValue(file), said, parsed.GetValue(once), surface, cancellation);
        });
        return command;
    }

    /// <summary><c>--store</c>, as the commands of the service take it.</summary>
    public static Option<string?> StoreOption() => new("--store") { Description = "A store that was loaded: FILE, postgresql://USER@HOST/DATABASE or \"sqlserver:Server=…;Database=…\".", HelpName = "URL" };

    private static async Task<int> Serve(Workspace workspace, string? file, Dictionary<string, string?> said, bool once, Surface surface, CancellationToken cancellation)
    {
        try
        {
            (string Name, string Text)? text = file is null ? null : File.Exists(file) ? (file, await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false)) : throw new CommandStop(ExitCodes.Usage, $"there is no file {file}", "name a file of settings with --settings");
            var settings = SettingsReader.Read(workspace.RulesFolder, Path.Combine(workspace.SchemasFolder, "model"), text, said, Environment.GetEnvironmentVariable);
            if (once)
            {
                return await Once(settings, surface, cancellation).ConfigureAwait(false);
            }

            await ServiceHost.RunAsync(settings, surface.Time, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        }
        catch (SettingsException wrong)
        {
            DiagnosticPrinter.Print(wrong.Diagnostics, surface.Error);
            throw new CommandStop(ExitCodes.Usage, wrong.Message, "");
        }
    }

    private static async Task<int> Once(ServiceSettings settings, Surface surface, CancellationToken cancellation)
    {
        var (failures, runs, held) = await ServiceHost.RunScheduleAsync(settings, surface.Time, cancellation).ConfigureAwait(false);
        surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs} runs are in {settings.Store}, {held} of them held; {failures.Length} could not be made"));
        foreach (var failure in failures)
        {
            surface.Error.WriteLine(failure);
        }

        return failures.Length > 0 ? ExitCodes.NightFailed : held > 0 ? ExitCodes.Held : ExitCodes.Done;
    }
}
