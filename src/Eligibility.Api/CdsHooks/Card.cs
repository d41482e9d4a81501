using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>What a hook is answered with. No card: there is nothing to say.</summary>
/// <param name="Cards">The cards, one at most.</param>
internal sealed record CardDeck(IReadOnlyList<Card> Cards);

/// <summary>A card of CDS Hooks 2.0.1, with the members that are used here. It suggests nothing to be done by a click: a professional decides.</summary>
/// <param name="Uuid">Its id, by which feedback names it: the request id of the answer it came with.</param>
/// <param name="Summary">What it says, in at most 139 code points.</param>
/// <param name="Indicator">How much it matters.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Detail">The whole of it, in Markdown.</param>
/// <param name="OverrideReasons">The reasons that may be given for acting otherwise; absent where nothing is advised against.</param>
/// <param name="Links">Where to read on; absent where there is nowhere.</param>
internal sealed record Card(
    string Uuid,
    string Summary,
    string Indicator,
    CardSource Source,
    [property: JsonConverter(typeof(LongText))] string Detail,
    IReadOnlyList<Coding>? OverrideReasons = null,
    IReadOnlyList<CardLink>? Links = null);

/// <summary>Who says what a card says.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Url">Where it can be read; absent where nowhere.</param>
/// <param name="Topic">What sort of advice it is.</param>
internal sealed record CardSource(string Label, Uri? Url, Coding Topic)
{
    /// <summary>A source with a topic of the code system of CDS Hooks.</summary>
    public static CardSource Of(string label, Uri? url, string topic) => new(label, url, new Coding("http://terminology.hl7.org/CodeSystem/cdshooks-card-type", topic));
}

/// <summary>A page to read on.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Url">Its address.</param>
/// <param name="Type">How it is opened: <c>absolute</c>.</param>
internal sealed record CardLink(string Label, Uri Url, string Type = "absolute");

/// <summary>How cards and services are written: camelCase, nothing that is absent.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CardDeck))]
[JsonSerializable(typeof(Discovery))]
internal sealed partial class CdsHooksJson : JsonSerializerContext
{
    /// <summary>The one way to use it.</summary>
    public static CdsHooksJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
