using System.Globalization;
using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <content>Origins: where in the response each part of the profile comes from, for whoever is told of a fault.</content>
internal sealed partial class ResponseReader
{
    private void Add(ProfileFault fault, Origin profile)
    {
        var origin = profile;
        foreach (var part in fault.Pointer.Split('/')[1..])
        {
            if (origin.Find(part) is not { } inner)
            {
                // What is missing has no place of its own: it is that of what it is missing in.
                break;
            }

            origin = inner;
        }

        if (origin.IsRefused)
        {
            return;
        }

        var name = string.Join('.', fault.Pointer.Split('/')[1..].Where(part => !char.IsAsciiDigit(part[0])));
        _issues.Add(origin.Place, fault.Code, $"{name} {fault.Detail}.", Help(fault, origin));
    }

    // The form has codes of its own, such as "none": what is allowed, and what was probably meant, is among those of the form.
    private string? Help(ProfileFault fault, Origin origin)
    {
        if (fault.Allowed is null)
        {
            return fault.Suggestion is { } meant ? $"Perhaps {meant} was meant." : null;
        }

        var codes = origin.Item!.Codes;
        var allowed = $"Allowed: {string.Join(", ", codes)}.";
        return origin.Sent.ValueKind == JsonValueKind.String && Perhaps(origin.Sent.GetString()!, codes) is { } perhaps ? $"{allowed} {perhaps}" : allowed;
    }

    /// <summary>Where a part of the profile comes from.</summary>
    /// <param name="place">The place in the response.</param>
    /// <param name="item">The item of the form; null for the profile as a whole.</param>
    /// <param name="sent">What was sent there; undefined where it has parts, or nothing was.</param>
    private sealed class Origin(Place place, IntakeItem? item = null, JsonElement sent = default)
    {
        private List<Origin>? _parts;

        public Place Place => place;

        public IntakeItem? Item => item;

        public JsonElement Sent => sent;

        /// <summary>Whether it has been refused already, and is not in the profile.</summary>
        public bool IsRefused { get; init; }

        public void Add(Origin part) => (_parts ??= []).Add(part);

        /// <summary>The part that a step of a pointer leads to; null where the profile has none.</summary>
        public Origin? Find(string step) => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? _parts?.ElementAtOrDefault(index)
            : _parts?.Find(part => part.Item?.Fact?.Name == step);
    }
}
