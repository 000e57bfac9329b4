using System.Security.Cryptography.X509Certificates;
using Cahier.Service.Access;
using Cahier.Service.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cahier.Service.Requests;

/// <summary>Where and how the service listens.</summary>
internal static class Listening
{
    public static void Configure(WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.WebHost.UseKestrelCore();
        if (settings.Listen.IsSecure)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = settings.Limits.Body;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            options.Listen(settings.Listen.Host, settings.Listen.Port, listen => Secure(listen, settings));
        });
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

    private static void Secure(ListenOptions listen, ServiceSettings settings)
    {
        if (!settings.Listen.IsSecure)
        {
            return;
        }

        var files = settings.Certificate ?? throw new SettingsException([new SettingsProblem("certificate", "https needs a certificate", "name its files with certificate: { file: …, key: … }")], []);
        listen.UseHttps(X509Certificate2.CreateFromPemFile(files.File, files.Key));
    }
}
