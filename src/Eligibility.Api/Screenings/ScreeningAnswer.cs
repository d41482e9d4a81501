using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Screenings;
using Microsoft.Extensions.ObjectPool;

namespace Eligibility.Api.Screenings;

/// <summary>200: the screening; or what is wrong with the body; or 503 where there is too much to do.</summary>
internal sealed class ScreeningAnswer(ScreeningGate gate, Screener screener, ObjectPool<ScreeningDesk> desks, ServiceMeter meter, ScreeningQuery asked) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var desk = desks.Get();
        try
        {
            await AnswerAsync(httpContext, desk);
        }
        finally
        {
            desk.Clear();
            desks.Return(desk);
        }
    }

    private async Task AnswerAsync(HttpContext httpContext, ScreeningDesk desk)
    {
        if (await ProfileBody.ReadAsync(httpContext.Request, desk, httpContext.RequestAborted) is not { } reading)
        {
            await ProblemAnswer.TooLarge().ExecuteAsync(httpContext);
            return;
        }

        if (reading.Profile is not { } profile)
        {
            await ProblemAnswer.Refused(reading).ExecuteAsync(httpContext);
            return;
        }

        ReadOnlyMemory<byte> answer;
        using (var place = await gate.EnterAsync(httpContext.RequestAborted))
        {
            if (!place.IsAcquired)
            {
                await ProblemAnswer.Overloaded.ExecuteAsync(httpContext);
                return;
            }

            var screening = desk.Screen(screener, profile, asked.AsOf, asked.Scope);
            answer = desk.Write(screening, reading.Reference, asked.Detail);
            meter.Screened(screening.Candidacy);
        }

        var response = httpContext.Response;
        response.ContentType = ProfileBody.MediaType;
        response.ContentLength = answer.Length;
        await response.Body.WriteAsync(answer, httpContext.RequestAborted);
    }
}
