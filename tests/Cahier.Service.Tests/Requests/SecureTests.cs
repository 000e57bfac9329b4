using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cahier.Service.Settings;
using Cahier.Service.Tests.Serving;
using Xunit;

namespace Cahier.Service.Tests.Requests;

/// <summary>The service over https.</summary>
public sealed class SecureTests
{
    [Fact]
    public async Task Service_WithACertificate_AnswersEncrypted_AndWithoutOneDoesNotStart()
    {
        using var place = new Place();
        var (file, key) = (Path.Combine(place.Folder, "c.pem"), Path.Combine(place.Folder, "k.pem"));
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", pair, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(file, made.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(key, pair.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        ServiceSettings With(Certificate? certificate) => Served.Settings(place) with { Listen = ListenAddress.TryParse("https://127.0.0.1:0", out var secure) ? secure : default, Certificate = certificate };

        var (address, service) = await ServiceHost.StartQuietlyAsync(With(new Certificate(file, key)), TimeProvider.System, TestContext.Current.CancellationToken);
        await using (service)
        {
            using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, seen, _, _) => seen!.GetCertHashString() == made.GetCertHashString() } });
            Assert.Contains("good", await client.GetStringAsync(new Uri(address, "/health/live"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        foreach (var bad in new[] { null, new Certificate(file, file), new Certificate(file + ".none", key) })
        {
            Assert.Equal("certificate", Assert.Throws<SettingsException>(() => ServiceHost.Build(With(bad), TimeProvider.System)).Problems.Single().Setting);
        }
    }
}
