using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Eligibility.Api.Problems;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Eligibility.Api.Publications;

/// <summary>A document that stays the same while the service runs: made once, sent as it is, and not at all where the client has it.</summary>
internal sealed class Publication : IResult
{
    private readonly ReadOnlyMemory<byte> _content;
    private readonly string _mediaType;
    private readonly EntityTagHeaderValue _tag;

    private Publication(byte[] content, string mediaType)
    {
        _content = content;
        _mediaType = mediaType;
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"");
    }

    /// <summary>Makes a publication of a document.</summary>
    public static Publication Of<T>(T document, JsonTypeInfo<T> shape, string mediaType = "application/json") =>
        new(JsonSerializer.SerializeToUtf8Bytes(document, shape), mediaType);

    /// <summary>Makes a publication of a text.</summary>
    public static Publication Of(string text, string mediaType) => new(Encoding.UTF8.GetBytes(text), $"{mediaType}; charset=utf-8");

    /// <summary>Refuses a query where a call has no use for one: whoever sends a day to get an older edition must not be given another one instead.</summary>
    public static ValueTask<object?> RefuseQuery(EndpointFilterInvocationContext call, EndpointFilterDelegate next) => call.HttpContext.Request.Query.Count == 0
        ? next(call)
        : ValueTask.FromResult<object?>(ProblemAnswer.Parameter("This call takes no query.", null));

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        // It may be kept, but has to be asked for again: a new rule book is to be seen at once.
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = _tag.ToString();
        if (IsKnownTo(httpContext.Request.Headers.IfNoneMatch))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = _mediaType;
        response.ContentLength = _content.Length;
        return response.Body.WriteAsync(_content, httpContext.RequestAborted).AsTask();
    }

    private bool IsKnownTo(StringValues ifNoneMatch) =>
        EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(_tag, useStrongComparison: false));
}
