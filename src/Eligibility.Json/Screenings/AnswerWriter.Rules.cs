using System.Collections.Immutable;
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
                _out.Write(_citations.EndOf(rendered.Evidence[i].Citation));
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
        if ((rule.Reads & _screening.Profile.Answered).IsEmpty)
        {
            WriteUnanswered(rendered.Unanswered);
            return;
        }

        var (verdict, word) = (_screening.VerdictOf(rule), _screening.WordOf(rule));
        _out.Write(rendered.Heads[(int)verdict]);
        for (var i = 0; i < rendered.Criteria.Length; i++)
        {
            _out.Write(i == 0 ? ""u8 : ","u8);
            RuleWriter.WriteCriterion(ref _out, rendered.Criteria[i], word.Of(i), rule.Leaves[i].Observe(_screening.Profile));
            _out.Write(_citations.EndOf(rendered.Criteria[i].Citation));
        }

        RuleWriter.WriteEnd(ref _out, _screening.OpenFactsOf(rule), _screening.ChangesOf(rule));
    }

    private void WriteUnanswered(UnansweredRule rule)
    {
        foreach (var (text, citation) in rule.Parts)
        {
            _out.Write(text);
            _out.Write(_citations.EndOf(citation));
        }

        _out.Write(rule.End);
    }
}
