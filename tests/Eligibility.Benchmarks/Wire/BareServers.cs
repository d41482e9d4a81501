using Eligibility.Benchmarks.Plain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eligibility.Benchmarks.Wire;

/// <summary>What the service is held against: servers that do less for an answer of the same size.</summary>
internal static class BareServers
{
    /// <summary>Kestrel alone: reads a body to its end and writes ready bytes.</summary>
    /// <param name="size">How many bytes.</param>
    /// <param name="address">Where to listen.</param>
    /// <returns>The exit code, once it was told to end.</returns>
    public static async Task<int> ServeBytesAsync(int size, string address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        await using var app = builder.Build();
        var bytes = Enumerable.Repeat((byte)'x', size).ToArray();
        app.Run(async context =>
        {
            await ReadToEndAsync(context.Request);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = bytes.Length;
            await context.Response.BodyWriter.WriteAsync(bytes);
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>A minimal API as bare as it can be: generated JSON in, generated JSON out, nothing checked and nothing logged.</summary>
    /// <param name="size">How many bytes an answer has.</param>
    /// <param name="address">Where to listen.</param>
    /// <returns>The exit code, once it was told to end.</returns>
    public static async Task<int> ServeJsonAsync(int size, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, PlainJson.Default));
        await using var app = builder.Build();
        var answer = PlainAnswer.OfSize(size);
        // By the context's own options, which is the fastest way there is: the generated code writes without asking the framework's options.
        app.MapPost(Message.Screenings, (PlainProfile profile) => TypedResults.Json(answer with { Settled = profile.AgeYears is null }, PlainJson.Default.PlainAnswer));
        await app.RunAsync();
        return 0;
    }

    private static async Task ReadToEndAsync(HttpRequest request)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
