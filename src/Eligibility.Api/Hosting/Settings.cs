using Eligibility.Api.CdsHooks;
using Eligibility.Api.Telemetry;

namespace Eligibility.Api.Hosting;

/// <summary>Everything that can be set, with what it is where nothing is set. A name that is not here is refused at the start: a misspelt setting protects nobody.</summary>
internal sealed record Settings
{
    /// <summary>Who may call.</summary>
    public AccessSettings Access { get; init; } = new();

    /// <summary>How much they may ask.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>How the service ends.</summary>
    public DrainSettings Drain { get; init; } = new();

    /// <summary>What stands between the service and its clients.</summary>
    public NetworkSettings Network { get; init; } = new();

    /// <summary>How it behaves as a CDS service.</summary>
    public CdsHooksSettings CdsHooks { get; init; } = new();

    /// <summary>Where telemetry goes.</summary>
    public TelemetrySettings Telemetry { get; init; } = new();

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingsException">One of them cannot be used; the message says which and what to do.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        SettingsSection.RefuseMisspelt(configuration, [nameof(Access), nameof(Limits), nameof(Drain), nameof(Network), nameof(CdsHooks), nameof(Telemetry)]);
        var settings = new Settings
        {
            Access = SettingsSection.Read<AccessSettings>(configuration, nameof(Access)),
            Limits = SettingsSection.Read<LimitSettings>(configuration, nameof(Limits)),
            Drain = SettingsSection.Read<DrainSettings>(configuration, nameof(Drain)),
            Network = SettingsSection.Read<NetworkSettings>(configuration, nameof(Network)),
            CdsHooks = SettingsSection.Read<CdsHooksSettings>(configuration, nameof(CdsHooks)),
            Telemetry = SettingsSection.Read<TelemetrySettings>(configuration, nameof(Telemetry)) with { Collector = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] },
        };
        return settings.FirstFault() is { } fault ? throw new SettingsException(fault) : settings;
    }

    private string? FirstFault() =>
        Access is { KeyFile: "" } or { SecretFile: "" } or { Issuer: "" } or { Audience: "" } or { SigningKeysFile: "" } or { CdsClientsFile: "" } or { PublicUrl: "" } ? "A setting of Access is empty. Give it a value, or leave it out."
        : Access is { KeyFile: not null } != Access is { SecretFile: not null } ? "Access:KeyFile and Access:SecretFile belong together: set both. 'eligibility keys new' makes both."
        : Access is { Issuer: not null } != Access is { Audience: not null } ? "Access:Issuer and Access:Audience belong together: set both."
        : Access is { Issuer: { } issuer, SigningKeysFile: null } && !issuer.StartsWith("https://", StringComparison.Ordinal)
            ? "Access:Issuer must be an https address, since its keys are fetched from there; or name them as a file in Access:SigningKeysFile."
        : Access is { SigningKeysFile: not null, Issuer: null } ? "Access:SigningKeysFile needs Access:Issuer and Access:Audience."
        : Access is { CdsClientsFile: not null, PublicUrl: null } ? "Access:CdsClientsFile needs Access:PublicUrl: the tokens of CDS clients name the address that they are for."
        : Access.PublicUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", Query: "", Fragment: "" })
            ? "Access:PublicUrl must be the address by which clients know the service, such as https://screening.clinic.example."
        : Limits is not { RequestsPerSecond: > 0, Burst: > 0, AtOnce: > 0, Waiting: >= 0, RefusalsPerSecond: > 0, Batches: > 0 } ? "Every one of Limits must be above zero (Waiting may be zero)."
        : Drain.AcceptFor < TimeSpan.Zero || Drain.FinishWithin < TimeSpan.Zero || Drain.AcceptFor + Drain.FinishWithin > TimeSpan.FromHours(1)
            ? "Drain:AcceptFor and Drain:FinishWithin must be time spans such as 00:00:05, together at most an hour."
        : Network.KnownProxies.FirstOrDefault(proxy => !System.Net.IPNetwork.TryParse(proxy, out _) && !System.Net.IPAddress.TryParse(proxy, out _)) is { } unknown
            ? $"Network:KnownProxies must be addresses or networks such as 10.0.0.0/8: {unknown} is neither."
        : CdsHooks.FirstFault() ?? Telemetry.FirstFault();
}

/// <summary>Who may call. Without any of it, the service listens on loopback only and asks nobody who they are.</summary>
internal sealed record AccessSettings
{
    /// <summary>The file with the keys of clients, made by <c>eligibility keys new</c>. It is watched: a key that is taken out is refused within a second.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The file with the server secret that the hashes of the key file were made with.</summary>
    public string? SecretFile { get; init; }

    /// <summary>The OpenID Connect issuer whose tokens are taken, as it stands in <c>iss</c>.</summary>
    public string? Issuer { get; init; }

    /// <summary>What stands in <c>aud</c> of the tokens meant for this service.</summary>
    public string? Audience { get; init; }

    /// <summary>The issuer's public keys as a JSON Web Key Set, read at the start. Without it they are fetched from the issuer: the only call that the service ever makes.</summary>
    public string? SigningKeysFile { get; init; }

    /// <summary>The file with the CDS clients that are trusted, each with its issuer and its public keys. It is read at the start.</summary>
    public string? CdsClientsFile { get; init; }

    /// <summary>The address by which clients know the service, with the path before <c>/cds-services</c> where a proxy adds one. A CDS client's token is for an address below it.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Whether anybody is asked who they are.</summary>
    public bool IsConfigured => KeyFile is not null || Issuer is not null || CdsClientsFile is not null;
}

/// <summary>How much may be asked of one instance.</summary>
internal sealed record LimitSettings
{
    /// <summary>How many requests, and lines of a batch, a client has per second in the long run.</summary>
    public int RequestsPerSecond { get; init; } = 1000;

    /// <summary>How many a client may have at a stroke after a pause.</summary>
    public int Burst { get; init; } = 2000;

    /// <summary>How many screenings are computed at once. More than there are processors makes none of them faster.</summary>
    public int AtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>How many more may wait for their turn; the next is answered 503.</summary>
    public int Waiting { get; init; } = 32;

    /// <summary>How many requests are answered 503 in a second; more of them wait for their turn, so that refusing takes no time from answering.</summary>
    public int RefusalsPerSecond { get; init; } = 500;

    /// <summary>How many batches are open at once.</summary>
    public int Batches { get; init; } = 2 * Environment.ProcessorCount;
}

/// <summary>How the service ends when it is told to.</summary>
internal sealed record DrainSettings
{
    /// <summary>How long it goes on accepting after it has said that it is not ready, so that whoever sends requests can notice.</summary>
    public TimeSpan AcceptFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long what is in flight may take after that.</summary>
    public TimeSpan FinishWithin { get; init; } = TimeSpan.FromSeconds(25);
}

/// <summary>What stands between the service and its clients.</summary>
internal sealed record NetworkSettings
{
    /// <summary>The proxies whose <c>X-Forwarded-For</c> is believed, as addresses or networks. It decides whose failed attempts are counted together, nothing else.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];
}
