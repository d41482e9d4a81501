using System.Buffers;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;
using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Screenings;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>200: a card or none; 400: no request of CDS Hooks; 412: the answers to the form were not asked for; 422: they are none to this form; or 503.</summary>
internal sealed class HookAnswer(ScreeningGate gate, Screener screener, ServiceMeter meter, TimeProvider clock, CdsHooksSettings settings) : IResult
{
    private const string Unchecked = " The request does not say whom it is about, so it could not be checked whose answers and whose chart these are.";

    private static readonly CodeableConcept OfAnother = new(
        [new Coding(Canonical.Faults, "another-person")], "The answers to the form are of another person than context.patientId. They were not read.");

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (await ProfileBody.WholeAsync(httpContext.Request, HookBody.LargestRequest, httpContext.RequestAborted) is not { } json)
        {
            await ProblemAnswer.TooLarge(HookBody.LargestRequest).ExecuteAsync(httpContext);
            return;
        }

        IResult answer;
        // Reading a chart may take longer than screening what is in it, so it is done within the place.
        using (var place = await gate.EnterAsync(httpContext.RequestAborted))
        {
            answer = place.IsAcquired ? Answer(json, httpContext.TraceIdentifier) : ProblemAnswer.Overloaded;
            httpContext.Request.BodyReader.AdvanceTo(json.End);
        }

        await answer.ExecuteAsync(httpContext);
    }

    private IResult Answer(in ReadOnlySequence<byte> json, string id)
    {
        using var body = HookBody.Of(json);
        if (body.Refusal is { } unread)
        {
            return unread;
        }

        if (HookRequest.Read(body.Root, out var request) is { } refusal)
        {
            return refusal;
        }

        var order = request.Hook == Hook.OrderSign ? DraftOrders.Read(request.DraftOrders, CodingTable.Shipped, settings.RxNormCodes) : null;
        // Whatever else is missing: about other orders there is nothing to say.
        return request.Hook == Hook.OrderSign && order is null ? new CardAnswer(null) : Answer(request, order, id);
    }

    private IResult Answer(HookRequest request, DraftOrders? order, string id)
    {
        if (!request.Intake.WasAsked)
        {
            return ProblemAnswer.MissingPrefetch(HookRequest.IntakeKey);
        }

        // The answers of somebody else are none, and are not read.
        if (request.Intake is { HasOthers: true, Found.Count: 0 })
        {
            return new OutcomeAnswer([new OutcomeIssue("error", "business-rule", OfAnother, Expression: [request.Intake.Whole.Path])], "invalid-intake");
        }

        var now = clock.GetUtcNow();
        if (Intake.Choose(request.Intake, now) is not { } intake)
        {
            return WithoutIntake(request, order, DateOnly.FromDateTime(now.UtcDateTime), id);
        }

        var reading = ResponseReader.Read(intake.Source.Resource, intake.Source.Path);
        if (reading.Profile is not { } answers)
        {
            return new OutcomeAnswer(reading.Issues, "invalid-intake");
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var screening = HookScreening.Of(screener, answers, Chart.Read(request, CodingTable.Shipped, today), order, today);
        meter.Screened(screening.Counted);
        return new CardAnswer(ScreeningCard.Of(request.Hook, screening, $"{intake.Provenance}{(request.Person.IsKnown ? "" : Unchecked)}", intake.YearsOld, id));
    }

    // Nothing is known of the criteria; but what the chart warns of stands, whether or not anybody was asked.
    private CardAnswer WithoutIntake(HookRequest request, DraftOrders? order, DateOnly today, string id)
    {
        var missing = MissingIntake.Of(request.Intake);
        var doubt = request.Person.IsKnown ? "" : Unchecked;
        if (order is null)
        {
            return new CardAnswer(settings.FormUrl is { } form ? missing.Card(request.Hook, null, doubt, form, id) : null);
        }

        var chart = Chart.Read(request, CodingTable.Shipped, today);
        var screening = HookScreening.Of(screener, SymptomProfile.Empty, chart, order, today);
        return new CardAnswer(screening.Safeguards.Any(rule => rule.Verdict == Verdict.NotMet)
            ? ScreeningCard.Of(request.Hook, screening, $"{missing.Sentence}{doubt}", null, id)
            // That the chart warns of nothing says so only of what could be looked at.
            : missing.Card(request.Hook, order, $"{doubt}{string.Concat(chart.Gaps.Select(gap => $" {gap.Sentence}"))}", settings.FormUrl, id));
    }
}
