namespace Eligibility.Api.Fhir;

/// <summary>What the FHIR door can do.</summary>
internal sealed record CapabilityStatement() : Resource("CapabilityStatement")
{
    /// <summary>What it is called by.</summary>
    public required string Url { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Its name for programs.</summary>
    public required string Name { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it may be relied on.</summary>
    public required string Status { get; init; }

    /// <summary>The day it was last changed.</summary>
    public required string Date { get; init; }

    /// <summary>What it describes: a server that runs.</summary>
    public required string Kind { get; init; }

    /// <summary>The program.</summary>
    public required SoftwareInfo Software { get; init; }

    /// <summary>The server.</summary>
    public required ImplementationInfo Implementation { get; init; }

    /// <summary>The version of FHIR.</summary>
    public required string FhirVersion { get; init; }

    /// <summary>The forms that are taken and given.</summary>
    public required IReadOnlyList<string> Format { get; init; }

    /// <summary>The calls.</summary>
    public required IReadOnlyList<RestInfo> Rest { get; init; }

    /// <summary>This server's.</summary>
    public static CapabilityStatement Here { get; } = new()
    {
        Url = Canonical.Capabilities,
        Version = Canonical.Version,
        Name = "EligibilityFhir",
        Title = "Screening for treatment with botulinum toxin",
        Status = "active",
        Date = "2026-11-23",
        Kind = "instance",
        Software = new SoftwareInfo("Eligibility", Canonical.Version),
        Implementation = new ImplementationInfo("One form and one operation over it. Nothing is stored, and nobody is called."),
        FhirVersion = "4.0.1",
        Format = ["json", FhirMedia.Fhir],
        Rest =
        [
            new RestInfo("server", "Reads one form, and screens responses to it. Responses are screened and forgotten: they cannot be read back or searched.",
            [
                new ResourceInfo("Questionnaire")
                {
                    Interaction = [new InteractionInfo("read"), new InteractionInfo("search-type")],
                    SearchParam = [new SearchParamInfo("url", "uri", "http://hl7.org/fhir/SearchParameter/conformance-url")],
                },
                new ResourceInfo("QuestionnaireResponse") { Operation = [new OperationInfo(OperationDefinition.CodeHere, Canonical.Screen)] },
                new ResourceInfo("OperationDefinition") { Interaction = [new InteractionInfo("read")] },
            ]),
        ],
    };
}

/// <summary>A program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
internal sealed record SoftwareInfo(string Name, string Version);

/// <summary>A server that runs.</summary>
/// <param name="Description">What it does.</param>
internal sealed record ImplementationInfo(string Description);

/// <summary>The calls of a server.</summary>
/// <param name="Mode">That it is a server.</param>
/// <param name="Documentation">What to know of it.</param>
/// <param name="Resource">The resources it knows.</param>
internal sealed record RestInfo(string Mode, string Documentation, IReadOnlyList<ResourceInfo> Resource);

/// <summary>What can be done with a type of resource.</summary>
/// <param name="Type">The type.</param>
internal sealed record ResourceInfo(string Type)
{
    /// <summary>The plain calls.</summary>
    public IReadOnlyList<InteractionInfo>? Interaction { get; init; }

    /// <summary>What it can be searched by.</summary>
    public IReadOnlyList<SearchParamInfo>? SearchParam { get; init; }

    /// <summary>The operations.</summary>
    public IReadOnlyList<OperationInfo>? Operation { get; init; }
}

/// <summary>A plain call.</summary>
/// <param name="Code">Which one.</param>
internal sealed record InteractionInfo(string Code);

/// <summary>A search parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Definition">Where FHIR defines it.</param>
internal sealed record SearchParamInfo(string Name, string Type, string Definition);

/// <summary>An operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What it is defined by.</param>
internal sealed record OperationInfo(string Name, string Definition);
