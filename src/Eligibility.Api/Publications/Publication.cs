using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Eligibility.Api.Problems;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Eligibility.Api.Publications;

/// <summary>
/// A document that stays the same while the service runs: made when it is first asked for and once, so that no start waits for it; sent as
/// it is, and not at all where the client has it.
/// </summary>
internal sealed class Publication : IResult
{
    private readonly string _mediaType;
    private readonly Lazy<(byte[] Content, EntityTagHeaderValue Tag)> _made;

    private Publication(Func<byte[]> make, string mediaType)
    {
        _mediaType = mediaType;
        _made = new Lazy<(byte[], EntityTagHeaderValue)>(() => Tagged(make()));
    }

    /// <summary>Makes a publication of a document.</summary>
    public static Publication Of<T>(Func<T> document, JsonTypeInfo<T> shape, string mediaType = "application/json") =>
        new(() => JsonSerializer.SerializeToUtf8Bytes(document(), shape), mediaType);

    /// <summary>Makes a publication of a text.</summary>
    public static Publication Of(Func<string> text, string mediaType) => new(() => Encoding.UTF8.GetBytes(text()), $"{mediaType}; charset=utf-8");

    /// <summary>Refuses a query where a call has no use for one: whoever sends a day to get an older edition must not be given another one instead.</summary>
    public static ValueTask<object?> RefuseQuery(EndpointFilterInvocationContext call, EndpointFilterDelegate next) => call.HttpContext.Request.Query.Count == 0
        ? next(call)
        : ValueTask.FromResult<object?>(ProblemAnswer.Parameter("This call takes no query.", null));

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var (content, tag) = _made.Value;
        // It may be kept, but has to be asked for again: a new rule book is to be seen at once.
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = tag.ToString();
        if (Names(httpContext.Request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = _mediaType;
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }

    private static (byte[] Content, EntityTagHeaderValue Tag) Tagged(byte[] content) =>
        (content, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\""));

    private static bool Names(StringValues ifNoneMatch, EntityTagHeaderValue current) =>
        EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
}
