using Eligibility.Api.Access;
using Eligibility.Api.Limits;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Batches;

namespace Eligibility.Api.Screenings;

/// <summary>A batch within the service: it costs the client's budget, takes its turn among all that is computed, and is answered over HTTP.</summary>
internal sealed class BatchHost(HttpContext context, BatchTally tally, ClientsTime time, CancellationToken stopping) : IBatchHost
{
    private static readonly Candidacy[] Candidacies = Enum.GetValues<Candidacy>();

    private readonly string? _client = Caller.ClientOf(context);
    private readonly ClientBudgets _budgets = context.RequestServices.GetRequiredService<ClientBudgets>();
    private readonly ScreeningGate _gate = context.RequestServices.GetRequiredService<ScreeningGate>();
    private readonly ServiceMeter _meter = context.RequestServices.GetRequiredService<ServiceMeter>();
    private readonly Admission _admission = new(context, context.RequestServices.GetRequiredService<TimeProvider>());

    /// <inheritdoc />
    public async ValueTask<int> AdmitAsync(int lines, CancellationToken cancellation)
    {
        // The client has done its part, until the answers of these lines are written.
        time.Stop();
        return stopping.IsCancellationRequested || !_admission.Holds ? 0 : await _budgets.TakeLinesAsync(_client, lines, cancellation);
    }

    /// <inheritdoc />
    public async ValueTask<IDisposable?> EnterAsync(CancellationToken cancellation) => await _gate.EnterInTurnAsync(cancellation);

    /// <inheritdoc />
    public async ValueTask WriteAsync(BatchBlock block, CancellationToken cancellation)
    {
        tally.Add(block);
        Count(block);
        await time.TakeAsync(context.Response.BodyWriter.WriteAsync(block.Answers, cancellation));
        time.Start();
    }

    private void Count(BatchBlock block)
    {
        _meter.BatchLines(LineOutcome.Screened, block.Screened);
        _meter.BatchLines(LineOutcome.Refused, block.Place.Lines - block.Screened);
        foreach (var candidacy in Candidacies)
        {
            _meter.Screened(candidacy, block.ScreenedAs(candidacy));
        }
    }
}
