using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Contract;
using Eligibility.Json.Profiles;
using Eligibility.Json.Screenings;

namespace Eligibility.Json.Batches;

/// <summary>Answers the lines of a batch. A line is a profile, its answer is a line: the screening, or what is wrong with it. No line knows of another.</summary>
/// <param name="screener">Screens.</param>
/// <param name="asOf">The day whose editions apply.</param>
/// <param name="scope">What part of the answers is wanted.</param>
/// <param name="detail">How much of it.</param>
public sealed class BatchScreener(Screener screener, DateOnly asOf, Scope scope, Detail detail)
{
    private static readonly BatchJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Answers a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isTooLarge">Whether it is larger than a profile may be.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="output">Where the answer is written, with a line feed at its end.</param>
    /// <returns>The candidacy; null where no profile was screened, and the answer says what is wrong with the line.</returns>
    public Candidacy? Answer(ReadOnlySequence<byte> line, bool isTooLarge, long number, IBufferWriter<byte> output)
    {
        var desk = ScreeningDesk.OfThread;
        var reading = isTooLarge ? default(ProfileReading?) : desk.Read(line);
        Candidacy? candidacy = null;
        if (reading is { Profile: { } profile, Reference: var reference })
        {
            var screening = desk.Screen(screener, profile, asOf, scope);
            ScreeningWriter.Write(output, screening, reference, detail);
            candidacy = screening.Candidacy;
        }
        else
        {
            Write(output, new BatchRefusal(number, reading is null ? ProfileProblem.TooLarge() : ProfileProblem.Of(reading.Value)), Json.BatchRefusal);
        }

        EndLine(output);
        desk.Clear();
        return candidacy;
    }

    /// <summary>Writes the line that says that the answer is whole.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="summary">What it says.</param>
    public static void WriteSummary(IBufferWriter<byte> output, BatchSummary summary)
    {
        Write(output, new BatchEnd(summary), Json.BatchEnd);
        EndLine(output);
    }

    private static void Write<T>(IBufferWriter<byte> output, T document, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        JsonSerializer.Serialize(json, document, shape);
    }

    private static void EndLine(IBufferWriter<byte> output) => output.Write("\n"u8);
}

/// <summary>How the lines of a batch that are not screenings are written.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BatchRefusal))]
[JsonSerializable(typeof(BatchEnd))]
internal sealed partial class BatchJson : JsonSerializerContext;
