using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>Says which calls need a key, and which scope the key needs.</summary>
internal sealed class AccessFilter : IOperationFilter
{
    /// <summary>The name of the security scheme in the contract.</summary>
    public const string Scheme = "bearer";

    /// <summary>The security scheme.</summary>
    public static OpenApiSecurityScheme Bearer { get; } = new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = Scheme,
        Description = """
            An API key (`elg_…`), made by `eligibility keys new`, or a JSON Web Token of the issuer that is configured. Each call names the scope
            that the key needs. Where no keys and no issuer are configured, the service listens on its own machine only and asks for none.
            """,
    };

    /// <summary>The scope that a call needs; null where it is open to all.</summary>
    public static string? ScopeOf(OperationFilterContext context) =>
        context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy;

    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (ScopeOf(context) is not { } scope)
        {
            // Written out, so that nobody takes it for an omission.
            operation.Security = [];
            Say(operation, "Open to all: it needs no key.");
            return;
        }

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [scope] }];
        Say(operation, $"Needs the scope `{scope}` where keys are asked for.");
    }

    private static void Say(OpenApiOperation operation, string sentence) =>
        operation.Description = $"{operation.Description}\n\n{sentence}".TrimStart();
}
