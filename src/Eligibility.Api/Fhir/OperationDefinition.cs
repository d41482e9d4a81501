namespace Eligibility.Api.Fhir;

/// <summary>What an operation takes and gives.</summary>
internal sealed record OperationDefinition() : Resource("OperationDefinition")
{
    /// <summary>The id on this server.</summary>
    public const string IdHere = "screen";

    /// <summary>The name in the path, after the dollar sign.</summary>
    public const string CodeHere = "screen";

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

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

    /// <summary>That it is an operation and no query.</summary>
    public required string Kind { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <summary>Whether it changes anything on the server.</summary>
    public required bool AffectsState { get; init; }

    /// <summary>The name in the path.</summary>
    public required string Code { get; init; }

    /// <summary>The types of resource it can be called on.</summary>
    public required IReadOnlyList<string> Resource { get; init; }

    /// <summary>Whether it can be called on the server as a whole.</summary>
    public required bool System { get; init; }

    /// <summary>Whether it can be called on a type of resource.</summary>
    public required bool Type { get; init; }

    /// <summary>Whether it can be called on one resource.</summary>
    public required bool Instance { get; init; }

    /// <summary>What it takes and gives.</summary>
    public required IReadOnlyList<OperationParameter> Parameter { get; init; }

    /// <summary>The screening.</summary>
    public static OperationDefinition Screen { get; } = new()
    {
        Id = IdHere,
        Url = Canonical.Screen,
        Version = Canonical.Version,
        Name = "Screen",
        Title = "Screen a response to the intake form",
        Status = "active",
        Kind = "operation",
        Description = """
            Says, criterion by criterion, which published criteria for treatment with botulinum toxin the answers meet, do not meet, or leave
            open, and which answers are still needed. What was not answered is unknown, never "no". The status is data-required where not enough
            was answered for a candidacy. A response that cannot be used is answered by 422 and an OperationOutcome with every fault.
            """.ReplaceLineEndings(" "),
        AffectsState = false,
        Code = CodeHere,
        Resource = ["QuestionnaireResponse"],
        System = false,
        Type = true,
        Instance = false,
        Parameter =
        [
            new(ScreenRequest.ResponseName, "in", 1, "1", "A response to the form. It may be sent alone, without Parameters around it.", "QuestionnaireResponse"),
            new(ScreenRequest.AsOfName, "in", 0, "1", "The day whose editions of the rules apply; today, in UTC, where it is left out.", "date"),
            new("return", "out", 1, "1", "The guidance. Its contained Parameters hold the whole answer, member by member as /v1/screenings gives it.", "GuidanceResponse"),
        ],
    };
}

/// <summary>What an operation takes or gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Use">Whether it is taken or given.</param>
/// <param name="Min">How often at least.</param>
/// <param name="Max">How often at most.</param>
/// <param name="Documentation">What it is.</param>
/// <param name="Type">Its type.</param>
internal sealed record OperationParameter(string Name, string Use, int Min, string Max, string Documentation, string Type);
