using System.Buffers;
using System.Text.Json;
using Eligibility.Api.Fhir;
using Eligibility.Api.Problems;
using Eligibility.Api.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>The body of a hook or of feedback, taken from the wire. Wiped when it is disposed.</summary>
internal sealed class HookBody : IDisposable
{
    /// <summary>The media type of everything that CDS Hooks exchanges.</summary>
    public const string MediaType = "application/json";

    /// <summary>The largest request of a hook, in bytes: a form, a page of conditions and the draft orders come to a few tens of thousands.</summary>
    public const int LargestRequest = 1024 * 1024;

    /// <summary>The largest feedback, in bytes.</summary>
    public const int LargestFeedback = 64 * 1024;

    private readonly StrictDocument? _document;

    private HookBody(ProblemAnswer refusal) => Refusal = refusal;

    private HookBody(in ReadOnlySequence<byte> json)
    {
        _document = StrictDocument.Read(json, out var malformed);
        Refusal = malformed is null ? null : ProblemAnswer.Malformed(malformed);
    }

    /// <summary>Why it was not read; null where it was.</summary>
    public ProblemAnswer? Refusal { get; }

    /// <summary>What is in it.</summary>
    public JsonElement Root => _document!.Root;

    /// <summary>Reads a body that was taken whole.</summary>
    /// <param name="json">The body, which is not needed any more once this returns.</param>
    public static HookBody Of(in ReadOnlySequence<byte> json) => new(json);

    /// <summary>Takes a body to its end and reads it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="largest">How much of it is taken.</param>
    /// <param name="cancellation">When the client has gone.</param>
    public static async ValueTask<HookBody> ReadAsync(HttpRequest request, int largest, CancellationToken cancellation)
    {
        if (await ProfileBody.WholeAsync(request, largest, cancellation) is not { } json)
        {
            return new HookBody(ProblemAnswer.TooLarge(largest));
        }

        var body = new HookBody(json);
        request.BodyReader.AdvanceTo(json.End);
        return body;
    }

    /// <inheritdoc />
    public void Dispose() => _document?.Dispose();
}
