using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cahier.Service.Access;
using Cahier.Service.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cahier.Service.Requests;

/// <summary>Where and how the service listens.</summary>
internal static partial class Listening
{
    private const int MostConnections = 1_000;

    public static void Configure(WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.WebHost.UseKestrelCore();
        var certificate = Certificate(settings);
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = settings.Limits.Body;
            options.Limits.MaxConcurrentConnections = MostConnections;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            options.Listen(settings.Listen.Host, settings.Listen.Port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.Services.Configure<ConsoleLifetimeOptions>(o => o.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.Shutdown + TimeSpan.FromSeconds(5));
    }

    /// <summary>Refuses to listen beyond this machine while whoever asks may do everything.</summary>
    /// <exception cref="SettingsException">Nothing says who may do what.</exception>
    public static void RefuseOpenDoor(ServiceSettings settings, KeyRing keys)
    {
        if (!settings.Listen.IsLoopback && settings.OpenId is null && !keys.HasKeys)
        {
            throw new SettingsException([new SettingsProblem("listen", $"{settings.Listen} can be reached from other machines, and nothing says yet who may do what", "make a key first, cahier serve keys add --name NAME --role operator --store STORE, or name a provider with openid:; or listen at http://127.0.0.1:8080")], []);
        }
    }

    /// <summary>Says in the log where the service is reached.</summary>
    public static void Say(WebApplication app, ServiceSettings settings)
    {
        foreach (var address in app.Urls)
        {
            Listens(app.Logger, address);
        }

        if (!settings.Listen.IsLoopback && !settings.Listen.IsSecure)
        {
            IsReadable(app.Logger);
        }
    }

    private static X509Certificate2? Certificate(ServiceSettings settings)
    {
        if (!settings.Listen.IsSecure)
        {
            return null;
        }

        var files = settings.Certificate ?? throw Wrong("https needs a certificate", "name its files with certificate: { file: …, key: … }, or listen at http://");
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(files.File, files.Key);

            // As some systems want it, with its key in it.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Wrong($"the certificate {files.File} with its key {files.Key} cannot be used: {problem.Message}", "name a certificate and its key, both PEM");
        }
    }

    private static SettingsException Wrong(string cause, string remedy) => new([new SettingsProblem("certificate", cause, remedy)], []);

    [LoggerMessage(LogLevel.Information, "listening at {Address}")]
    private static partial void Listens(ILogger logger, string address);

    [LoggerMessage(LogLevel.Warning, "what is sent is not encrypted, keys and facts neither: listen at https://, or behind a proxy that encrypts")]
    private static partial void IsReadable(ILogger logger);
}
