using Eligibility.Api.CdsHooks;
using Eligibility.Api.Hosting;
using Eligibility.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Eligibility.Api.Access;

/// <summary>Who may call: everybody on loopback without configuration, else whoever has a key, or a token, with the scope of the call.</summary>
internal static class AccessControl
{
    private const string KeyOrToken = "bearer";

    /// <summary>Sets up the checks.</summary>
    public static void AddAccess(this WebApplicationBuilder builder, AccessSettings settings)
    {
        if (!settings.IsConfigured)
        {
            builder.Services.Configure<RouteOptions>(options => options.SuppressCheckForUnhandledSecurityMetadata = true);
            return;
        }

        var authentication = builder.Services.AddAuthentication(KeyOrToken)
            .AddPolicyScheme(KeyOrToken, displayName: null, options => options.ForwardDefaultSelector = context => Choose(context.Request, settings));
        if (settings.KeyFile is not null)
        {
            builder.Services.AddSingleton(settings).AddSingleton<KeyStore>().AddHostedService(services => services.GetRequiredService<KeyStore>());
            authentication.AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, displayName: null, configureOptions: null);
        }

        if (settings.Issuer is not null)
        {
            // Read here: options are made with the first request, and that would be too late to say that they cannot be.
            var keys = settings.SigningKeysFile is { } path ? TokenAuthentication.ReadKeys(path) : null;
            authentication.AddJwtBearer(TokenAuthentication.Name, options => TokenAuthentication.Configure(options, settings, keys));
        }

        if (settings.CdsClientsFile is { } file)
        {
            var clients = CdsClients.Read(file);
            builder.Services.AddSingleton<SeenTokens>();
            authentication.AddJwtBearer(CdsClientAuthentication.Name, options => CdsClientAuthentication.Configure(options, clients, settings.PublicUrl!));
        }

        builder.Services.AddSingleton<FailedAttempts>().AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
        {
            authorization.AddPolicy(scope, policy => policy.RequireClaim(Caller.Scope, scope));
        }
    }

    /// <summary>Asks callers who they are, where that is configured.</summary>
    public static void UseAccess(this WebApplication app, AccessSettings settings)
    {
        if (settings.IsConfigured)
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }
    }

    /// <summary>Says which scope a call needs, where callers are asked who they are.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(scope);

    // A key is told by its prefix. Any other token is a CDS client's where those are trusted and a CDS service is called, else an issuer's.
    private static string Choose(HttpRequest request, AccessSettings settings)
    {
        var isKey = settings.KeyFile is not null && Caller.TokenOf(request)?.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) != false;
        var isHook = settings.CdsClientsFile is not null && request.Path.StartsWithSegments(CdsHooksEndpoints.Root, StringComparison.OrdinalIgnoreCase);
        return isKey ? KeyAuthentication.Name
            : isHook ? CdsClientAuthentication.Name
            : settings.Issuer is not null ? TokenAuthentication.Name
            : settings.KeyFile is not null ? KeyAuthentication.Name
            : CdsClientAuthentication.Name;
    }
}
