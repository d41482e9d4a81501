using System.Globalization;
using Eligibility.Api.Hosting;
using Eligibility.Api.Publications;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Contract;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Eligibility.Api.OpenApi;

/// <summary>The published contract and its page for people.</summary>
internal static class Contract
{
    /// <summary>The name of the document: the major version of the interface.</summary>
    public const string Version = "v1";

    private static OpenApiInfo About => new()
    {
        Title = "Eligibility",
        Version = "1.0.0",
        Description = $"""
            Screens a symptom profile for candidacy for treatment with botulinum toxin, criterion by criterion, with citations.

            {RuleBook.Shipped.IntendedUse}

            Requests are read strictly: an unknown, duplicate or mistyped member is refused, with every fault at once. Answers may gain
            members within v1: ignore the ones you do not know. Some refusals of the web server itself (414, 431, bad request lines) have
            no body.
            """,
        Contact = new OpenApiContact { Name = "The Eligibility authors" },
        License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
    };

    private static OpenApiServer Server => new()
    {
        Url = "/",
        Description = "The service that serves this contract, be it in production, in a test or on a local machine.",
        // Clients of other makers are what it is for.
        Extensions = new Dictionary<string, IOpenApiExtension> { ["x-internal"] = new JsonNodeExtension(false) },
    };

    /// <summary>Describes the interface.</summary>
    public static void AddContract(this WebApplicationBuilder builder)
    {
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Version, About);
            options.AddServer(Server);
            options.AddSecurityDefinition(AccessFilter.Scheme, AccessFilter.Bearer);
            options.SupportNonNullableReferenceTypes();
            options.CustomSchemaIds(SchemaId);
            foreach (var assembly in new[] { typeof(Contract).Assembly, typeof(Screening).Assembly })
            {
                options.IncludeXmlComments(assembly);
            }

            options.SchemaFilter<ResponseSchemaFilter>();
            options.SchemaFilter<SymptomProfileSchemaFilter>();
            options.OperationFilter<TakenBodyFilter>();
            options.OperationFilter<ExampleFilter>();
            options.OperationFilter<ParameterFilter>();
            options.OperationFilter<DetailFilter>();
            options.OperationFilter<TextBodyFilter>();
            options.OperationFilter<AccessFilter>();
            options.OperationFilter<RefusalFilter>();
            options.OperationFilter<HeaderFilter>();
            options.DocumentFilter<TagFilter>();
            options.DocumentFilter<RefusalFilter>();
            options.DocumentFilter<HeaderFilter>();
        });
    }

    /// <summary>Serves the contract and the page, and leads whoever comes to the root to it.</summary>
    public static void UseContract(this WebApplication app)
    {
        var contract = Publication.Of(() => Describe(app.Services), "application/json");
        app.MapGet($"/openapi/{Version}.json", () => contract).ExcludeFromDescription();
        app.UseWhen(context => SecurityHeaders.IsDocumentation(context.Request.Path), pages => pages.UseSwaggerUI(options =>
        {
            options.RoutePrefix = SecurityHeaders.DocumentationPath.TrimStart('/');
            options.SwaggerEndpoint($"/openapi/{Version}.json", "Eligibility v1");
            options.DocumentTitle = "Eligibility";
            options.EnableDeepLinking();
            options.DisplayOperationId();
            options.DisplayRequestDuration();
            options.EnableTryItOutByDefault();
            options.DefaultModelExpandDepth(3);
            options.DefaultModelsExpandDepth(1);
        }));
        app.MapGet("/", () => Results.Redirect(SecurityHeaders.DocumentationPath)).ExcludeFromDescription();
    }

    private static string Describe(IServiceProvider services)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        services.GetRequiredService<ISwaggerProvider>().GetSwagger(Version).SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString();
    }

    /// <summary>The published name of a type. Nobody outside needs to know which types are documents and which are schemas.</summary>
    public static string SchemaId(Type type) =>
        type.Name.EndsWith("Document", StringComparison.Ordinal) ? type.Name[..^"Document".Length] + "Info"
        : type == typeof(SymptomProfileSchema) ? "SymptomProfile"
        : type.Name;
}
