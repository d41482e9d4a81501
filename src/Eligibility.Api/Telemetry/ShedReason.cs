namespace Eligibility.Api.Telemetry;

/// <summary>Why a request was turned away to protect the others. A closed list.</summary>
internal enum ShedReason
{
    /// <summary>This client sends more than its share.</summary>
    TooManyRequests,

    /// <summary>All clients together send more than can be answered in time.</summary>
    Overloaded,
}
