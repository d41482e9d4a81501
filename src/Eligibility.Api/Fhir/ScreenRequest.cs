using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <summary>What <c>$screen</c> was asked: a response alone, or with a day, in Parameters.</summary>
/// <param name="Profile">The profile that was answered; null where the request was refused.</param>
/// <param name="AsOf">The day whose editions apply.</param>
/// <param name="Issues">Every fault; empty where there is a profile.</param>
internal sealed record ScreenRequest(SymptomProfile? Profile, DateOnly AsOf, ImmutableArray<OutcomeIssue> Issues)
{
    /// <summary>The parameter that holds the response.</summary>
    public const string ResponseName = "questionnaire-response";

    /// <summary>The parameter that names the day whose editions apply.</summary>
    public const string AsOfName = "asOf";

    /// <summary>Reads a request.</summary>
    /// <param name="body">The resource that was sent.</param>
    /// <param name="today">The day, where none is named.</param>
    public static ScreenRequest Read(JsonElement body, DateOnly today) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("resourceType", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("Parameters")
            ? new ParametersReader(today).Read(body)
            : Of(ResponseReader.Read(body), today, []);

    private static ScreenRequest Of(ResponseReading reading, DateOnly asOf, IEnumerable<OutcomeIssue> issues) =>
        issues.Concat(reading.Issues).ToImmutableArray() is { IsEmpty: false } all ? new ScreenRequest(null, asOf, all) : new ScreenRequest(reading.Profile, asOf, []);

    // Every parameter once, each with what it takes, and nothing else.
    private sealed class ParametersReader(DateOnly today)
    {
        private const string Path = "Parameters";

        private readonly List<OutcomeIssue> _issues = [];
        private readonly HashSet<string> _seen = [];
        private ResponseReading? _response;
        private DateOnly _asOf = today;

        public ScreenRequest Read(JsonElement parameters)
        {
            if (parameters.EnumerateObject().Any(member => member.Name is not ("resourceType" or "id" or "meta" or "language" or "parameter")))
            {
                Fault(Path, FaultCodes.UnknownMember, "Parameters have parameters, and nothing else that is read.");
            }

            if (parameters.TryGetProperty("parameter", out var list) && list.ValueKind == JsonValueKind.Array)
            {
                foreach (var (parameter, index) in list.EnumerateArray().Select((parameter, index) => (parameter, index)).Take(ProfileReading.MostFaults))
                {
                    ReadParameter(parameter, string.Create(CultureInfo.InvariantCulture, $"{Path}.parameter[{index}]"));
                }
            }

            if (_response is null && !_seen.Contains(ResponseName))
            {
                Fault(Path, FaultCodes.MissingMember, $"There must be a parameter {ResponseName} with a resource.");
            }

            return Of(_response ?? new ResponseReading(null, []), _asOf, _issues);
        }

        private void ReadParameter(JsonElement parameter, string path)
        {
            var name = parameter.ValueKind == JsonValueKind.Object && parameter.TryGetProperty("name", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
            if (name is not (ResponseName or AsOfName))
            {
                Fault(path, FaultCodes.UnknownMember, $"The operation takes the parameters {ResponseName} and {AsOfName}.");
            }
            else if (!_seen.Add(name))
            {
                Fault(path, FaultCodes.DuplicateMember, $"{name} is there more than once.");
            }
            else if (parameter.EnumerateObject().Any(member => member.Name is not ("name" or "id" or "resource" or "valueDate")))
            {
                Fault(path, FaultCodes.UnknownMember, $"{name} takes a {(name == AsOfName ? "valueDate" : "resource")} and nothing else.");
            }
            else if (name == ResponseName)
            {
                ReadResponse(parameter, path);
            }
            else if (!(parameter.TryGetProperty("valueDate", out var day) && day.ValueKind == JsonValueKind.String
                && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _asOf)))
            {
                Fault(path, FaultCodes.WrongType, $"{AsOfName} must be one day, as a valueDate of the form YYYY-MM-DD.");
            }
        }

        private void ReadResponse(JsonElement parameter, string path)
        {
            if (parameter.TryGetProperty("resource", out var resource))
            {
                _response = ResponseReader.Read(resource, $"{path}.resource");
            }
            else
            {
                Fault(path, FaultCodes.MissingMember, $"{ResponseName} must have a resource.");
            }
        }

        private void Fault(string path, string code, string text) => _issues.Add(OutcomeIssue.Fault(path, code, text));
    }
}
