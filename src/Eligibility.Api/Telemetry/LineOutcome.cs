namespace Eligibility.Api.Telemetry;

/// <summary>What became of a line of a batch. A closed list.</summary>
internal enum LineOutcome
{
    /// <summary>It was screened.</summary>
    Screened,

    /// <summary>It was answered with a problem.</summary>
    Refused,
}
