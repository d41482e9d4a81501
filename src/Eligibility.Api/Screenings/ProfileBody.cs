using System.Buffers;
using Eligibility.Api.Hosting;
using Eligibility.Api.Problems;
using Eligibility.Json.Profiles;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Eligibility.Api.Screenings;

/// <summary>The body of a screening, taken from the wire and read.</summary>
internal static class ProfileBody
{
    /// <summary>The only media type that is read.</summary>
    public const string MediaType = "application/json";

    /// <summary>Whether the headers announce JSON in UTF-8, not compressed.</summary>
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
        && (type.Parameters.Count == 0 || IsUtf8(type.Parameters))
        && request.Headers.ContentEncoding.Count == 0
        && IsPlain(request.Headers.TransferEncoding);

    /// <summary>Whether the client takes JSON for an answer. Saying nothing is taking anything.</summary>
    public static bool IsAccepted(HttpRequest request) =>
        request.Headers.Accept.Count == 0
        || (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)
            && types.Any(type => type.Quality is not 0 && type.MatchesMediaType(MediaType)));

    /// <summary>Reads the body to its end; null where it is too large.</summary>
    public static async ValueTask<ProfileReading?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > Network.LargestBody)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var reading = Parse(read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                return reading;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    // Of a charset that is named twice, or as charset*=..., nobody can say which one is meant.
    private static bool IsUtf8(IEnumerable<NameValueHeaderValue> parameters)
    {
        var charsets = parameters.Where(parameter => parameter.Name.StartsWith("charset", StringComparison.OrdinalIgnoreCase)).ToList();
        return charsets is []
            || (charsets is [var charset] && charset.Name.Length == "charset".Length && HeaderUtilities.RemoveQuotes(charset.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    // The server takes chunks apart and hands on whatever they hold, also where they were announced as compressed: gzip, chunked.
    private static bool IsPlain(StringValues transferEncoding) =>
        transferEncoding.Count == 0 || (transferEncoding is [{ } coding] && coding.Equals("chunked", StringComparison.OrdinalIgnoreCase));

    private static ProfileReading Parse(in ReadOnlySequence<byte> body)
    {
        if (body.IsSingleSegment)
        {
            return ProfileReader.Read(body.FirstSpan);
        }

        var joined = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(joined);
            return ProfileReader.Read(joined.AsSpan(0, (int)body.Length));
        }
        finally
        {
            // What was in it is health data: it must not turn up in somebody else's buffer.
            ArrayPool<byte>.Shared.Return(joined, clearArray: true);
        }
    }
}
