using Eligibility.Api.CdsHooks;
using Eligibility.Api.Fhir;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Codes in words.</summary>
public sealed class WordsTests
{
    [Fact]
    public void A_code_has_the_same_words_on_a_card_as_in_the_form()
    {
        foreach (var item in IntakeForm.Items.SelectMany(item => item.Items.Prepend(item)))
        {
            foreach (var code in item.Codes.Where(code => code != IntakeItem.None))
            {
                // The form begins with it, a card may not.
                Words.Sentence(Words.Of(code)).Should().Be(Words.Sentence(CodeWords.Of(item, code)));
            }
        }
    }
}
