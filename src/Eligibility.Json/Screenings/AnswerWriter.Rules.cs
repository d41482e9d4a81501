using System.Collections.Immutable;
using System.Numerics;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <content>What is said of each indication, rule and criterion.</content>
internal ref partial struct AnswerWriter
{
    private void WriteIndications()
    {
        var separator = default(Separator);
        foreach (var rules in _screening.Rules.Indications)
        {
            if (_screening.IsShown(rules))
            {
                separator.Write(ref _out);
                WriteIndication(rules, _book.Indications[rules.Place]);
            }
        }
    }

    private void WriteIndication(IndicationRules rules, RenderedIndication rendered)
    {
        _out.Write(rendered.Head);
        _out.Write(Member(_screening.CandidacyOf(rules)));
        _out.Write(Settled(_screening.IsSettled(rules)));
        _out.Write(Member(_screening.LabelStatusOf(rules)));
        _out.Write(",\"authorities\":["u8);
        var inPlay = rules.InPlay(_screening.Profile);
        var separator = default(Separator);
        foreach (var rule in inPlay)
        {
            if (_screening.Scope.Shows(rule.Rule.Authority))
            {
                separator.Write(ref _out);
                WriteRule(rule);
            }
        }

        WriteEvidence(rules, rendered);
        _out.Write("],\"caveats\":["u8);
        _caveats.BeginIndication();
        separator = default;
        AddCaveats(inPlay, inPlay, ref separator);
        AddCaveats(rules.Safeguards, inPlay, ref separator);
        _out.Write("]}"u8);
    }

    private void WriteEvidence(IndicationRules rules, RenderedIndication rendered)
    {
        _out.Write("],\"evidence\":["u8);
        var separator = default(Separator);
        for (var i = 0; i < rules.Evidence.Length; i++)
        {
            if (rules.Evidence[i].When.Holds(_screening, []))
            {
                separator.Write(ref _out);
                _out.Write(rendered.Evidence[i].Head);
                WriteCitation(rendered.Evidence[i].Citation);
            }
        }
    }

    private void AddCaveats(ImmutableArray<RuleInForce> from, ImmutableArray<RuleInForce> inPlay, ref Separator separator)
    {
        foreach (var rule in from)
        {
            var numbers = _book.Rules[rule.Place].Caveats;
            for (var i = 0; i < numbers.Length; i++)
            {
                if (rule.Caveats[i].When.Holds(_screening, inPlay) && _caveats.Add(numbers[i]))
                {
                    separator.Write(ref _out);
                    _out.Write(_book.Caveats[numbers[i]].Code);
                }
            }
        }
    }

    private void WriteRule(RuleInForce rule)
    {
        var rendered = _book.Rules[rule.Place];
        var verdict = _screening.VerdictOf(rule);
        var word = _screening.WordOf(rule);
        _out.Write(rendered.Head);
        _out.Write(rendered.Verdicts[(int)verdict]);
        _out.Write(",\"criteria\":["u8);
        for (var i = 0; i < rule.Leaves.Length; i++)
        {
            _out.Write(i == 0 ? ""u8 : ","u8);
            WriteCriterion(rule.Leaves[i], rendered.Criteria[i], word.Of(i));
        }

        _out.Write("],\"needs\":["u8);
        var separator = default(Separator);
        for (var facts = _screening.OpenFactsOf(rule); !facts.IsEmpty; facts = facts.WithoutFirst())
        {
            separator.Write(ref _out);
            _out.Write(RenderedFact.All[facts.First].Name);
        }

        _out.Write("],\"changes\":["u8);
        if (verdict == Verdict.NotMet)
        {
            ChangesWriter.Write(ref _out, _screening.ChangesOf(rule));
        }

        _out.Write("]}"u8);
    }

    private void WriteCriterion(Leaf leaf, RenderedCriterion rendered, Verdict verdict)
    {
        var observation = leaf.Observe(_screening.Profile);
        _out.Write(rendered.Heads[(int)verdict]);
        if (observation.Fact is { } fact)
        {
            var renderedFact = RenderedFact.All[fact.Index];
            _out.Write(renderedFact.Member);
            WriteObserved(fact, observation.Observed, renderedFact);
        }

        _out.Write(",\"required\":\""u8);
        _out.WritePlain(observation.Required);
        _out.Write((byte)'"');
        _out.Write(verdict == Verdict.NotMet ? rendered.NotMet : []);
        _out.Write(observation.StandsIn ? rendered.Note : []);
        WriteCitation(rendered.Citation);
    }

    private void WriteObserved(Fact fact, Answer? answer, RenderedFact rendered)
    {
        if (answer is not { } observed)
        {
            return;
        }

        _out.Write(",\"observed\":"u8);
        if (fact is CodeSetFact)
        {
            _out.Write((byte)'[');
            var separator = default(Separator);
            for (var codes = observed.Codes; codes != 0; codes &= codes - 1)
            {
                separator.Write(ref _out);
                _out.Write(rendered.Codes[BitOperations.TrailingZeroCount(codes)]);
            }

            _out.Write((byte)']');
        }
        else if (fact is CodedFact)
        {
            _out.Write(rendered.Codes[BitOperations.TrailingZeroCount(observed.Codes)]);
        }
        else
        {
            _out.Write(observed.Number);
        }
    }
}
