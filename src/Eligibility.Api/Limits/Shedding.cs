using Eligibility.Api.Problems;

namespace Eligibility.Api.Limits;

/// <summary>
/// Turns requests away while there is no room, before anything is done for them: what a refusal costs is what overload takes from the
/// requests that are answered.
/// </summary>
internal static class Shedding
{
    /// <summary>Says of a call that it is turned away while the gate is full.</summary>
    public static TBuilder ShedWhileFull<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(Mark.Instance);

    /// <summary>Turns them away. Before everything that a refusal can do without.</summary>
    public static void UseShedding(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<ScreeningGate>();
        app.Use((context, next) => gate.IsFull && context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is not null
            ? ProblemAnswer.Overloaded.ExecuteAsync(context)
            : next(context));
    }

    private sealed class Mark
    {
        public static readonly Mark Instance = new();
    }
}
