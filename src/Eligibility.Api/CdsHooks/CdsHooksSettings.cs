namespace Eligibility.Api.CdsHooks;

/// <summary>How the service behaves as a CDS service. Who may call it as one is in <see cref="Hosting.AccessSettings"/>.</summary>
internal sealed record CdsHooksSettings
{
    /// <summary>Where the form is filled in. Where set, a chart without an answered form gets a card with a link to it; an order always does.</summary>
    public string? FormUrl { get; init; }

    /// <summary>The RxNorm codes under which botulinum toxins are ordered here.</summary>
    public IReadOnlyList<string> RxNormCodes { get; init; } = [];

    /// <summary>The origins of pages that may call from a browser, such as <c>https://ehr.example</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>What is wrong with them, or null.</summary>
    public string? FirstFault() =>
        FormUrl is not null && !(Uri.TryCreate(FormUrl, UriKind.Absolute, out var form) && form.Scheme is "https" or "http")
            ? "CdsHooks:FormUrl must be a web address."
        : Origins.FirstOrDefault(origin => !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == origin)) is { } wrong
            ? $"CdsHooks:Origins must be origins such as https://ehr.example, without a path: {wrong} is none."
        : null;
}
