using System.Diagnostics.Metrics;
using Eligibility.Api.CdsHooks;
using Eligibility.Domain;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.Telemetry;

/// <summary>
/// What the service counts of its own doing. Names and labels are relied on by dashboards and alarms and never change within v1. A label
/// is always one of a closed list of ours, never anything that was sent. While nobody listens, counting is one comparison.
/// </summary>
internal sealed class ServiceMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Eligibility";

    private readonly Counter<long> _screenings;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _lines;
    private readonly Counter<long> _feedback;

    /// <summary>Creates the counters.</summary>
    /// <param name="meters">Makes meters that belong to this service alone, so that two in one process do not mix.</param>
    public ServiceMeter(IMeterFactory meters)
    {
#pragma warning disable CA2000 // The factory disposes of the meters it made.
        var meter = meters.Create(Name);
#pragma warning restore CA2000
        _screenings = meter.CreateCounter<long>("eligibility.screenings", "{screening}", "Profiles that were screened, by overall candidacy.");
        _refusals = meter.CreateCounter<long>("eligibility.refusals", "{answer}", "Answers that were problem details, by the problem's code.");
        _shed = meter.CreateCounter<long>("eligibility.requests.shed", "{request}", "Requests that were turned away unread, by reason.");
        _lines = meter.CreateCounter<long>("eligibility.batch.lines", "{line}", "Lines of batches, by what became of them.");
        _feedback = meter.CreateCounter<long>("eligibility.cds.feedback", "{card}", "Cards of CDS Hooks that feedback was given on, by outcome.");
    }

    /// <summary>Profiles were screened, alone or as lines of a batch.</summary>
    /// <param name="candidacy">The overall candidacy.</param>
    /// <param name="profiles">How many, 0 or more.</param>
    public void Screened(Candidacy candidacy, long profiles = 1)
    {
        // A series appears with its first event.
        if (profiles > 0 && _screenings.Enabled)
        {
            _screenings.Add(profiles, Label("candidacy", Codes.Of(candidacy)));
        }
    }

    /// <summary>A request was answered with problem details.</summary>
    /// <param name="code">The problem's code, one of those in the contract.</param>
    public void Refused(string code)
    {
        if (_refusals.Enabled)
        {
            _refusals.Add(1, Label("code", code));
        }
    }

    /// <summary>A request was turned away to protect the others.</summary>
    /// <param name="reason">Why.</param>
    public void Shed(ShedReason reason)
    {
        if (_shed.Enabled)
        {
            _shed.Add(1, Label("reason", Codes.Of(reason)));
        }
    }

    /// <summary>Lines of a batch were answered.</summary>
    /// <param name="outcome">What became of them.</param>
    /// <param name="lines">How many, 0 or more.</param>
    public void BatchLines(LineOutcome outcome, long lines = 1)
    {
        if (lines > 0 && _lines.Enabled)
        {
            _lines.Add(lines, Label("outcome", Codes.Of(outcome)));
        }
    }

    /// <summary>Feedback was given on a card.</summary>
    /// <param name="outcome">What somebody did with it.</param>
    public void Feedback(CardOutcome outcome)
    {
        if (_feedback.Enabled)
        {
            _feedback.Add(1, Label("outcome", Codes.Of(outcome)));
        }
    }

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
