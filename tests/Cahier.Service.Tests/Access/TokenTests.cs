using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Cahier.Service.Tests.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Cahier.Service.Tests.Access;

/// <summary>Bearer tokens of an OpenID provider, which stands in this process.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private readonly RSA right = RSA.Create(2048);
    private readonly RSA wrong = RSA.Create(2048);
    private WebApplication provider = null!;

    private string Authority => provider.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        provider = builder.Build();
        var parameters = right.ExportParameters(false);
        var keys = $$"""{ "keys": [{ "kty": "RSA", "kid": "k", "use": "sig", "alg": "RS256", "n": "{{Base64UrlEncoder.Encode(parameters.Modulus)}}", "e": "{{Base64UrlEncoder.Encode(parameters.Exponent)}}" }] }""";
        provider.MapGet("/.well-known/openid-configuration", () => Results.Text($$"""{ "issuer": "{{Authority}}", "jwks_uri": "{{Authority}}/keys" }""", "application/json"));
        provider.MapGet("/keys", () => Results.Text(keys, "application/json"));
        await provider.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        right.Dispose();
        wrong.Dispose();
    }

    [Fact]
    public async Task Token_OfTheProvider_LetsInByItsRole_AndNoOtherDoes()
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place, $"openid: {{ authority: '{Authority}', audience: cahier }}");
        async Task<HttpStatusCode> ReadAsync(string? token) => (await served.GetAsync("/v1/cahiers", token)).Status;

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(Token("reader")));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(Token("something", "operator")));
        Assert.Equal(HttpStatusCode.Forbidden, (await served.PostAsync("/v1/runs", "{}", Token("reader"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(Token("boss")));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(Token()));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(Make(right, "another", Authority, DateTime.UtcNow.AddHours(1), "reader")));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(Make(right, "cahier", "https://example.org", DateTime.UtcNow.AddHours(1), "reader")));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(Make(right, "cahier", Authority, DateTime.UtcNow.AddHours(-1), "reader")));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(Make(wrong, "cahier", Authority, DateTime.UtcNow.AddHours(1), "reader")));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(Unsigned(Token("operator"))));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync("a.b.c"));
    }

    // The same claims, said to need no signature.
    private static string Unsigned(string token) => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private string Token(params string[] roles) => Make(right, "cahier", Authority, DateTime.UtcNow.AddHours(1), roles);

    private static string Make(RSA key, string audience, string issuer, DateTime until, params string[] roles) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = audience,
        NotBefore = until.AddHours(-2),
        Expires = until,
        Subject = new ClaimsIdentity([new Claim("sub", "somebody"), .. roles.Select(r => new Claim("roles", r))]),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = "k" }, SecurityAlgorithms.RsaSha256),
    });
}
