using Cahier.Service.Requests;
using Cahier.Service.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;

namespace Cahier.Service.Access;

/// <summary>
/// Lets a request through when who asks may do what it asks. While neither keys nor a provider are configured, the service
/// is reached from this machine only, and whoever works at it may do everything.
/// </summary>
internal sealed class AccessCheck(RequestDelegate next, KeyRing keys, ServiceSettings settings)
{
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PermissionAsked>() is { Permission: var permission })
        {
            var caller = await CallerOf(context).ConfigureAwait(false) ?? throw Refusal.NotKnown();
            context.Features.Set(caller);
            if (caller.Role < permission.LeastRole())
            {
                throw Refusal.NotAllowed(permission.LeastRole());
            }
        }

        await next(context).ConfigureAwait(false);
    }

    private async Task<Caller?> CallerOf(HttpContext context)
    {
        if (settings.OpenId is null && !keys.HasKeys)
        {
            return IsAddressedHere(context) ? Caller.Local : null;
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var presented = header[Bearer.Length..].Trim();
        return keys.Find(presented) ?? (settings.OpenId is { } provider && presented.Contains('.', StringComparison.Ordinal) ? await OfToken(context, provider).ConfigureAwait(false) : null);
    }

    // A page of another site can make a browser ask this machine under a name of that site, and a proxy asks for others.
    private static bool IsAddressedHere(HttpContext context) =>
        context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    private static async Task<Caller?> OfToken(HttpContext context, OpenIdProvider provider)
    {
        var result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme).ConfigureAwait(false);
        var roles = result.Principal?.FindAll(provider.RoleClaim).Select(c => Roles.Find(c.Value)).OfType<Role>().ToList() ?? [];
        return result.Succeeded && roles.Count > 0 ? new Caller(result.Principal!.FindFirst("sub")?.Value ?? "token", roles.Max()) : null;
    }
}
