using Cahier.Facts.Forms;

namespace Cahier.Service.Settings;

/// <summary>What the file of settings may hold.</summary>
public static class SettingsForm
{
    private const string SchemaId = "https://cahier.invalid/schemas/service.schema.json";

    private static readonly Form Scheduled = Form.Map("scheduled_runs", "Runs that come again and again.")
        .Required("name", Form.TextLike("^[a-z][a-z0-9-]{0,39}$", "a name such as nightly"), "By what they are known in logs and health.")
        .Required("cron", Form.Text, "When: seconds, minutes, hours, day of the month, month, day of the week; 0 0 2 * * ? is every night at two.")
        .Optional("time_zone", Form.Text, "Whose clock that is, for example Europe/Paris; UTC when not said.")
        .Optional("cahiers", Form.ListOf(Form.TextLike("^[a-z][a-z0-9-]*$", "a cahier's name such as eds-pth"), 1), "Which cahiers; all that the store's model fits when not said.")
        .Required("periods", Form.ListOf(Form.Text, 1), "For which periods: current year, previous year, likewise quarter and month, or days such as 2019 or 2019-01-01..2019-06-30.")
        .Optional("max_rejected", Form.Number, "How many of a hundred rows may have been rejected; 0 when not said.");

    /// <summary>The whole file.</summary>
    public static MapForm Root { get; } = Form.Map("service", "Settings of cahier serve. Each that is one value may come from the environment too: CAHIER_SERVE_LIMITS_BODY is body under limits.")
        .Optional("store", Form.Text, "The store with facts and runs; without one, the service answers about rules and cases only.")
        .Optional("listen", Form.Text, "Where to listen, for example http://127.0.0.1:8080, which is the default; beyond this machine only once there are keys or an OpenID provider.")
        .Optional("certificate", Form.Map("certificate", "For https: the files of a certificate.").Required("file", Form.Text, "The certificate, PEM.").Required("key", Form.Text, "Its key, PEM."))
        .Optional("openid", Form.Map("openid", "Takes bearer tokens of a provider, beside keys of the store.")
            .Required("authority", Form.Text, "The provider's address; its keys are read from there.")
            .Required("audience", Form.Text, "For whom a token must be.")
            .Optional("role_claim", Form.Text, "The claim with the role: reader, editor, publisher or operator; roles when not said."))
        .Optional("limits", Form.Map("limits", "What a request may ask for.")
            .Optional("body", Form.Integer, "The longest body in bytes; 1048576 when not said.")
            .Optional("seconds", Form.Integer, "How long a request may take; 30 when not said.")
            .Optional("simulation_seconds", Form.Integer, "How long a draft may be simulated; 600 when not said.")
            .Optional("case_rows", Form.Integer, "How many rows of facts a case may have; 1000 when not said.")
            .Optional("page_rows", Form.Integer, "How many rows a page of results may have; 1000 when not said."))
        .Optional("suppress_below", Form.Integer, "Indicators made of fewer than this many, or telling of fewer, are left empty in answers, for example 11; none when not said.")
        .Optional("schedule", Form.ListOf(Scheduled), "Runs on the store.")
        .Optional("shares", Form.Map("shares", "Runs that hosts calculate together.")
            .Optional("from", Form.Integer, "From how many bundles on, such as patients, that did not stand in a run before; 0 for never. 200000 when not said and the store is in a server, and never when it is a file.")
            .Optional("lease_seconds", Form.Integer, "After how long without a sign of life the part of a host is done by another; 60 when not said."))
        .Optional("telemetry", Form.Map("telemetry", "Where measurements go.")
            .Optional("prometheus", Form.Boolean, "Whether /metrics answers; true when not said.")
            .Optional("otlp", Form.Text, "The address of a collector of OpenTelemetry, for example http://127.0.0.1:4317."))
        .Optional("shutdown_seconds", Form.Integer, "How long a run in progress may go on when the service is asked to end; 30 when not said.");

    /// <summary>The JSON Schema of the file, kept as <c>schemas/json/service.schema.json</c>.</summary>
    public static string ToJsonSchema() => JsonSchemaWriter.Write(Root, "Settings of cahier serve", SchemaId);
}
