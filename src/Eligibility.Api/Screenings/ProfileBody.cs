using System.Buffers;
using Eligibility.Api.Hosting;
using Eligibility.Api.Problems;
using Eligibility.Json.Profiles;
using Eligibility.Json.Screenings;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Eligibility.Api.Screenings;

/// <summary>The body of a screening, taken from the wire and read.</summary>
internal static class ProfileBody
{
    /// <summary>The media type of a profile, and of its screening.</summary>
    public const string MediaType = "application/json";

    /// <summary>Whether the headers announce one of these media types, in UTF-8 and not compressed.</summary>
    public static bool IsIn(HttpRequest request, params ReadOnlySpan<string> mediaTypes) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && mediaTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
        && (type.Parameters.Count == 0 || IsUtf8(type.Parameters))
        && request.Headers.ContentEncoding.Count == 0
        && IsPlain(request.Headers.TransferEncoding);

    /// <summary>Whether the client takes a media type for an answer. Saying nothing is taking anything.</summary>
    public static bool IsAccepted(HttpRequest request, string mediaType) =>
        request.Headers.Accept.Count == 0
        || (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)
            && types.Any(type => type.Quality is not 0 && type.MatchesMediaType(mediaType)));

    /// <summary>Reads the body to its end, and the profile in it; null where it is too large.</summary>
    public static async ValueTask<ProfileReading?> ReadAsync(HttpRequest request, ScreeningDesk desk, CancellationToken cancellation)
    {
        if (await WholeAsync(request, Network.LargestBody, cancellation) is not { } body)
        {
            return null;
        }

        var reading = desk.Read(body);
        request.BodyReader.AdvanceTo(body.End);
        return reading;
    }

    /// <summary>
    /// The whole body; null where it is too large. It is good until the reader of the request is advanced to its end, which whoever has
    /// looked at it does.
    /// </summary>
    public static async ValueTask<ReadOnlySequence<byte>?> WholeAsync(HttpRequest request, int largest, CancellationToken cancellation)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > largest)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                return read.Buffer;
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
}
