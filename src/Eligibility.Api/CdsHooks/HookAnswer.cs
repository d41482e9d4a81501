using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;
using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>200: a card or none; 400: no request of CDS Hooks; 412: the answers to the form were not asked for; 422: they are none to this form; or 503.</summary>
internal sealed class HookAnswer(ScreeningGate gate, Screener screener, ServiceMeter meter, TimeProvider clock, CdsHooksSettings settings) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var body = await HookBody.ReadAsync(httpContext.Request, HookBody.LargestRequest, httpContext.RequestAborted);
        if (body.Refusal is { } unread)
        {
            await unread.ExecuteAsync(httpContext);
            return;
        }

        if (HookRequest.Read(body.Root, out var request) is { } refusal)
        {
            await refusal.ExecuteAsync(httpContext);
            return;
        }

        var order = request.Hook == Hook.OrderSign ? DraftOrders.Read(request.DraftOrders, CodingTable.Shipped, settings.RxNormCodes) : null;
        if (request.Hook == Hook.OrderSign && order is null)
        {
            // Whatever else is missing: about other orders there is nothing to say.
            await WriteAsync(httpContext, null);
            return;
        }

        await AnswerAsync(httpContext, request, order);
    }

    private async Task AnswerAsync(HttpContext httpContext, HookRequest request, DraftOrders? order)
    {
        if (!request.Intake.WasAsked)
        {
            await ProblemAnswer.MissingPrefetch(HookRequest.IntakeKey).ExecuteAsync(httpContext);
            return;
        }

        if (Intake.Choose(request.Intake) is not { } intake)
        {
            var isShown = request.Hook == Hook.OrderSign || settings.FormUrl is not null;
            await WriteAsync(httpContext, isShown ? ScreeningCard.WithoutIntake(request.Hook, settings.FormUrl, httpContext.TraceIdentifier) : null);
            return;
        }

        var reading = ResponseReader.Read(intake.Resource, intake.Path);
        if (reading.Profile is not { } answers)
        {
            await new IntakeRefusal(reading).ExecuteAsync(httpContext);
            return;
        }

        Card? card;
        using (var place = await gate.EnterAsync(httpContext.RequestAborted))
        {
            if (!place.IsAcquired)
            {
                await ProblemAnswer.Overloaded.ExecuteAsync(httpContext);
                return;
            }

            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            var screening = HookScreening.Of(screener, answers, Chart.Read(request, CodingTable.Shipped, today), order, today);
            card = ScreeningCard.Of(request.Hook, screening, httpContext.TraceIdentifier);
            meter.Screened(screening.Screening.Candidacy);
        }

        await WriteAsync(httpContext, card);
    }

    private static async Task WriteAsync(HttpContext httpContext, Card? card)
    {
        var answer = JsonSerializer.SerializeToUtf8Bytes(new CardDeck(card is null ? [] : [card]), CdsHooksJson.Plain.CardDeck);
        httpContext.Response.ContentType = HookBody.MediaType;
        httpContext.Response.ContentLength = answer.Length;
        await httpContext.Response.Body.WriteAsync(answer, httpContext.RequestAborted);
        Array.Clear(answer);
    }
}
