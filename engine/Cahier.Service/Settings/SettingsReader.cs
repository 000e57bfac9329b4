using System.Collections.Immutable;
using System.Globalization;
using Cahier.Facts.Yaml;
using Cahier.Storage.Shares;
using Cahier.Storage.Stores;
using Quartz;

namespace Cahier.Service.Settings;

/// <summary>Reads settings: what the command line says, else the environment, else the file, else what is usual.</summary>
public sealed class SettingsReader
{
    /// <summary>What the names of settings in the environment begin with.</summary>
    public const string Prefix = "CAHIER_SERVE_";

    private const int LongestSeconds = 86_400;

    private readonly YamlMap? file;
    private readonly IReadOnlyDictionary<string, string?> said;
    private readonly Func<string, string?> environment;
    private readonly List<SettingsProblem> problems = [];

    private SettingsReader(YamlMap? file, IReadOnlyDictionary<string, string?> said, Func<string, string?> environment) => (this.file, this.said, this.environment) = (file, said, environment);

    /// <summary>Reads and checks all settings.</summary>
    /// <param name="rules">The folder with a folder for each cahier.</param>
    /// <param name="models">The folder with a file for each model.</param>
    /// <param name="file">The name and text of the file; null when there is none.</param>
    /// <param name="said">What the command line says, by the name of the setting, for example <c>--listen</c> as <c>listen</c>.</param>
    /// <param name="environment">Gives a variable of the environment.</param>
    /// <exception cref="SettingsException">Something is wrong; all of it is said.</exception>
    public static ServiceSettings Read(string rules, string models, (string Name, string Text)? file, IReadOnlyDictionary<string, string?> said, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(environment);
        var reader = new SettingsReader(file is { } found ? Map(found.Name, found.Text) : null, said, environment);
        var settings = reader.Settings(rules, models);
        return reader.problems.Count == 0 ? settings : throw new SettingsException([.. reader.problems], []);
    }

    private static YamlMap? Map(string name, string text)
    {
        var parse = YamlDocument.Parse(name, text);
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(parse.Diagnostics);
        return parse.Root is not null && !parse.HasErrors && SettingsForm.Root.Check(parse.Root, diagnostics)
            ? (YamlMap)parse.Root
            : throw new SettingsException([new SettingsProblem(name, "the settings cannot be read", "put right what stands above")], diagnostics.ToImmutable());
    }

    private ServiceSettings Settings(string rules, string models)
    {
        var usual = new Limits();
        var store = Read("store", Store);
        var shares = store is { } address ? ShareTerms.UsualFor(address) : ShareTerms.None;
        return new ServiceSettings
        {
            RulesFolder = rules,
            ModelsFolder = models,
            Store = store,
            Listen = Read("listen", t => ListenAddress.TryParse(t, out var address) ? address : throw Wrong("is no address to listen at", "write http://127.0.0.1:8080, or http://*:8080 for every network card")) is { Host: not null } listen ? listen : ListenAddress.Default,
            Certificate = Text("certificate.file") is { } certificate && Text("certificate.key") is { } key ? new Certificate(certificate, key) : null,
            OpenId = Text("openid.authority") is null ? null : new OpenIdProvider(
                Read("openid.authority", t => Uri.TryCreate(t, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) ? t : throw Wrong("is no address of a provider that can be trusted", "write https:// and its name"))!,
                Text("openid.audience") ?? Missing("openid.audience", "say for whom tokens must be: the name under which the service is known to the provider"),
                Text("openid.role_claim") ?? "roles"),
            Limits = new Limits
            {
                Body = Number("limits.body", usual.Body, 1_024, 1_073_741_824),
                Time = Seconds("limits.seconds", usual.Time, 1),
                SimulationTime = Seconds("limits.simulation_seconds", usual.SimulationTime, 1),
                CaseRows = Number("limits.case_rows", usual.CaseRows, 1, 1_000_000),
                PageRows = Number("limits.page_rows", usual.PageRows, 1, 1_000_000),
            },
            SuppressBelow = Number("suppress_below", 0, 0, 1_000_000),
            Schedule = Schedule(),
            Shares = new ShareTerms(Number("shares.from", shares.From, 0, int.MaxValue), Seconds("shares.lease_seconds", shares.Lease, 1)),
            Telemetry = new Telemetry(
                Read("telemetry.prometheus", t => bool.TryParse(t, out var on) ? (bool?)on : throw Wrong("is neither true nor false", "write one of the two")) ?? true,
                Read("telemetry.otlp", t => IsWebAddress(t) ? new Uri(t) : throw Wrong("is no address of a collector", "write for example http://127.0.0.1:4317"))),
            Shutdown = Seconds("shutdown_seconds", TimeSpan.FromSeconds(30), 0),
        };
    }

    private ImmutableArray<ScheduledRuns> Schedule()
    {
        if (file?.Find("schedule")?.Value is not YamlList list)
        {
            return [];
        }

        if (Text("store") is null)
        {
            problems.Add(new SettingsProblem("schedule", "there are runs to make and no store to make them on", "say where facts are with store:"));
        }

        var runs = list.Items.Cast<YamlMap>().Select((m, place) => Scheduled(m, string.Create(CultureInfo.InvariantCulture, $"schedule[{place + 1}]"))).OfType<ScheduledRuns>().ToImmutableArray();
        foreach (var same in runs.GroupBy(r => r.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add(new SettingsProblem("schedule", $"the name ‘{same.Key}’ stands twice", "give each its own"));
        }

        return runs;
    }

    private ScheduledRuns? Scheduled(YamlMap map, string place)
    {
        var before = problems.Count;
        var cron = Try($"{place}.cron", Value(map, "cron")!, t => CronExpression.TryParse(t, out var parsed) ? parsed : throw Wrong("does not say when", "write seconds, minutes, hours, day of the month, month and day of the week; 0 0 2 * * ? is every night at two"));
        var zone = Try($"{place}.time_zone", Value(map, "time_zone") ?? "UTC", t => TimeZoneInfo.TryFindSystemTimeZoneById(t, out var found) ? found : throw Wrong("is no time zone of this machine", "write for example Europe/Paris"));
        ImmutableArray<ScheduledPeriod> periods = [.. Values(map, "periods").Select(p => new ScheduledPeriod(p))];
        foreach (var unknown in periods.Where(p => !p.IsKnown))
        {
            problems.Add(new SettingsProblem($"{place}.periods", $"‘{unknown.Text}’ is no period", $"write {ScheduledPeriod.Ways}"));
        }

        var rejected = Try($"{place}.max_rejected", Value(map, "max_rejected") ?? "0", t => decimal.TryParse(t, NumberStyles.Number, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100 ? (decimal?)percent : throw Wrong("is no share of a hundred rows", "write a number from 0 to 100"));
        return problems.Count > before ? null : new ScheduledRuns(Value(map, "name")!, cron!, zone!, [.. Values(map, "cahiers")], periods, rejected!.Value);
    }

    private static StoreAddress? Store(string text)
    {
        try
        {
            return StoreAddress.Parse(text);
        }
        catch (StoreException problem)
        {
            throw new SettingsException([new SettingsProblem("", problem.Cause, problem.Remedy)], []);
        }
    }

    private static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private int Number(string setting, int usual, int least, int most) => Read(setting, t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
        ? (int?)number
        : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"is no whole number from {least} to {most}"), "correct it, or leave the setting out")) ?? usual;

    private TimeSpan Seconds(string setting, TimeSpan usual, int least) => TimeSpan.FromSeconds(Number(setting, (int)usual.TotalSeconds, least, LongestSeconds));

    private string Missing(string setting, string remedy)
    {
        problems.Add(new SettingsProblem(setting, "the setting is missing", remedy));
        return "";
    }

    private T? Read<T>(string setting, Func<string, T?> read) => Text(setting) is { } text ? Try(Named(setting), text, read) : default;

    private T? Try<T>(string name, string text, Func<string, T?> read)
    {
        try
        {
            return read(text);
        }
        catch (SettingsException wrong)
        {
            problems.AddRange(wrong.Problems.Select(p => p with { Setting = name, Cause = p.Setting.Length == 0 ? p.Cause : $"‘{text}’ {p.Cause}" }));
            return default;
        }
    }

    // A value that is not as it must be; which setting it is of, is known where it is caught.
    private static SettingsException Wrong(string cause, string remedy) => new([new SettingsProblem("?", cause, remedy)], []);

    private string? Text(string setting)
    {
        if (said.GetValueOrDefault(setting) is { } option)
        {
            return option;
        }

        if (environment(VariableOf(setting)) is { Length: > 0 } variable)
        {
            return variable;
        }

        var node = setting.Split('.').Aggregate((YamlNode?)file, (at, key) => (at as YamlMap)?.Find(key)?.Value);
        return node is YamlScalar { IsNull: false } scalar ? scalar.Value : null;
    }

    // The name by which whoever wrote it knows it.
    private string Named(string setting) => said.GetValueOrDefault(setting) is not null ? $"--{setting}" : environment(VariableOf(setting)) is { Length: > 0 } ? VariableOf(setting) : setting;

    private static string VariableOf(string setting) => Prefix + setting.ToUpperInvariant().Replace('.', '_');

    private static string? Value(YamlMap map, string key) => map.Find(key)?.Value is YamlScalar { IsNull: false } scalar ? scalar.Value : null;

    private static IEnumerable<string> Values(YamlMap map, string key) => map.Find(key)?.Value is YamlList list ? list.Items.OfType<YamlScalar>().Select(s => s.Value) : [];
}
