using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.Fhir;

/// <summary>The form as FHIR publishes forms.</summary>
/// <param name="Id">Its id on this server.</param>
/// <param name="Url">What responses name it by.</param>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name for programs.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Status">Whether it may be used.</param>
/// <param name="SubjectType">Whom it is about.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Item">Its items.</param>
internal sealed record Questionnaire(
    string Id,
    string Url,
    string Version,
    string Name,
    string Title,
    string Status,
    IReadOnlyList<string> SubjectType,
    string Description,
    IReadOnlyList<QuestionnaireItem> Item) : Resource("Questionnaire")
{
    /// <summary>The id on this server.</summary>
    public const string IdHere = "botulinum-intake";

    /// <summary>The form, made from the facts.</summary>
    /// <param name="intendedUse">Whom the answers are for, and what they are not.</param>
    public static Questionnaire Of(string intendedUse) => new(
        IdHere,
        Canonical.Questionnaire,
        Canonical.Version,
        "BotulinumIntake",
        "Intake before treatment with botulinum toxin",
        "active",
        ["Patient"],
        $"Every question may be left open: what is not answered is unknown, never \"no\". {intendedUse}",
        [.. IntakeForm.Items.Select(QuestionnaireItem.Of)]);
}

/// <summary>One item of the form.</summary>
/// <param name="LinkId">Its name.</param>
/// <param name="Type">What it is.</param>
/// <param name="Text">Its words.</param>
internal sealed record QuestionnaireItem(string LinkId, string Type, string Text)
{
    /// <summary>Bounds, unit, and the most entries.</summary>
    public IReadOnlyList<Extension>? Extension { get; init; }

    /// <summary>When it is shown.</summary>
    public IReadOnlyList<EnableWhen>? EnableWhen { get; init; }

    /// <summary>How conditions go together, where there are several.</summary>
    public string? EnableBehavior { get; init; }

    /// <summary>Whether an entry is incomplete without it.</summary>
    public bool? Required { get; init; }

    /// <summary>Whether it may be answered, or be there, more than once.</summary>
    public bool? Repeats { get; init; }

    /// <summary>The codes to choose from.</summary>
    public IReadOnlyList<AnswerOption>? AnswerOption { get; init; }

    /// <summary>The items in it.</summary>
    public IReadOnlyList<QuestionnaireItem>? Item { get; init; }

    /// <summary>An item of the form as FHIR writes it.</summary>
    public static QuestionnaireItem Of(IntakeItem item)
    {
        var when = ShowWhen.Of(item.LinkId);
        return new QuestionnaireItem(item.LinkId, item.Type.ToString().ToLowerInvariant(), item.Text)
        {
            Extension = OrNull(ItemExtensions.Of(item)),
            EnableWhen = OrNull(when),
            EnableBehavior = when.Length > 1 ? "any" : null,
            Required = item.Required ? true : null,
            Repeats = item.Repeats ? true : null,
            AnswerOption = OrNull([.. item.Codes.Select(code => Fhir.AnswerOption.Of(item, code))]),
            Item = OrNull([.. item.Items.Select(Of)]),
        };
    }

    // FHIR has no empty lists.
    private static T[]? OrNull<T>(ImmutableArray<T> items) => items.IsEmpty ? null : [.. items];
}

/// <summary>One code to choose.</summary>
/// <param name="ValueCoding">The code.</param>
/// <param name="Extension">That it goes with no other, where it does not.</param>
internal sealed record AnswerOption(Coding ValueCoding, IReadOnlyList<Extension>? Extension)
{
    private static readonly Extension[] Exclusive = [new("http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive") { ValueBoolean = true }];

    /// <summary>A code of an item.</summary>
    public static AnswerOption Of(IntakeItem item, string code) =>
        new(new Coding(Canonical.CodesOf(item.LinkId), code, CodeWords.Of(item, code)), item.Fact is CodeSetFact && code == IntakeItem.None ? Exclusive : null);
}
