using System.Text.Json;
using Eligibility.Api.Fhir;
using Eligibility.Api.Problems;
using Eligibility.Api.Telemetry;
using Eligibility.Domain;

namespace Eligibility.Api.CdsHooks;

/// <summary>What somebody did with a card. A closed list.</summary>
internal enum CardOutcome
{
    /// <summary>A suggestion of it was taken.</summary>
    Accepted,

    /// <summary>It was put aside.</summary>
    Overridden,
}

/// <summary>200, without a body: the outcomes are counted, and nothing of them is kept, least of all what a clinician wrote. 400: no feedback.</summary>
internal sealed class FeedbackAnswer(ServiceMeter meter) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var body = await HookBody.ReadAsync(httpContext.Request, HookBody.LargestFeedback, httpContext.RequestAborted);
        if (body.Refusal is { } unread)
        {
            await unread.ExecuteAsync(httpContext);
            return;
        }

        if (Read(body.Root) is not { } outcomes)
        {
            await ProblemAnswer.Feedback($"feedback must be a list of objects, each with a card and an outcome: {string.Join(", ", Codes.All<CardOutcome>())}.").ExecuteAsync(httpContext);
            return;
        }

        foreach (var outcome in outcomes)
        {
            meter.Feedback(outcome);
        }

        httpContext.Response.ContentLength = 0;
    }

    // A card that is no UUID, a time that is none, a reason that is not ours: none of it makes the outcome less clear.
    private static List<CardOutcome>? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("feedback", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var outcomes = new List<CardOutcome>();
        foreach (var item in list.EnumerateArray())
        {
            if (ResourceText.Of(item, "card") is null or "" || ResourceText.Of(item, "outcome") is not { } code || Codes.Find<CardOutcome>(code) is not { } outcome)
            {
                return null;
            }

            outcomes.Add(outcome);
        }

        return outcomes;
    }
}
