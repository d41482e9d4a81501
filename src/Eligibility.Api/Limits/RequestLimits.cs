using Eligibility.Api.Access;
using Eligibility.Api.Hosting;
using Eligibility.Api.Problems;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Eligibility.Api.Limits;

/// <summary>How much, and how long, a request may take.</summary>
internal static class RequestLimits
{
    /// <summary>How long a request may take from its first byte to the last of its answer; a batch as long as it goes on moving.</summary>
    public static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(10);

    /// <summary>Sets them up.</summary>
    public static void AddRequestLimits(this WebApplicationBuilder builder, LimitSettings limits)
    {
        builder.Services.AddSingleton(limits).AddSingleton<ClientBudgets>().AddSingleton<ScreeningGate>().AddSingleton<Shedding>();
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = LongestRequest,
            WriteTimeoutResponse = context => ProblemAnswer.Of(StatusCodes.Status408RequestTimeout).ExecuteAsync(context),
        });
    }

    /// <summary>Bounds the time of a request, and charges the client for it where it is known.</summary>
    public static void UseRequestLimits(this WebApplication app)
    {
        app.UseRequestTimeouts();
        var budgets = app.Services.GetRequiredService<ClientBudgets>();
        app.Use((context, next) => Caller.ClientOf(context) is { } client && budgets.Take(client, context.Response) is { } refusal
            ? refusal.ExecuteAsync(context)
            : next(context));
    }
}
