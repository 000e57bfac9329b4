using Cahier.Service.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cahier.Service.Access;

/// <summary>Bearer tokens of an OpenID provider, when one is configured: signature, issuer, audience and time are checked.</summary>
internal static class Tokens
{
    public static void Configure(WebApplicationBuilder builder, ServiceSettings settings)
    {
        if (settings.OpenId is not { } provider)
        {
            return;
        }

        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = provider.Authority;
            options.Audience = provider.Audience;
            options.MapInboundClaims = false;
            options.RequireHttpsMetadata = provider.Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
            options.TokenValidationParameters.ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
        });
    }
}
