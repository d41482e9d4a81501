namespace Eligibility.Api.CdsHooks;

/// <summary>When the service is asked. Named as CDS Hooks names them; a closed list.</summary>
internal enum Hook
{
    /// <summary>Somebody opens a chart.</summary>
    PatientView,

    /// <summary>Somebody is about to sign orders.</summary>
    OrderSign,
}
