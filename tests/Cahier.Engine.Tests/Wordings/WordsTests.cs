using Cahier.Feel.Values;
using Cahier.Rules.Wordings;
using Xunit;

namespace Cahier.Engine.Tests.Wordings;

/// <summary>The small rules of good writing: numbers, dates, lengths of time, units, nouns, and French words that meet.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("0", "0", "0")]
    [InlineData("5000", "5000", "5000")]
    [InlineData("10900.5", "10\u202f900,5", "10,900.5")]
    [InlineData("-1234567.0125", "\u22121\u202f234\u202f567,0125", "\u22121,234,567.0125")]
    public void Number_Said_KeepsEveryDigit(string number, string french, string english)
    {
        var value = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(french, new ValueWords(true).Number(value));
        Assert.Equal(english, new ValueWords(false).Number(value));
    }

    [Theory]
    [InlineData("2019-07-01", "1er juillet 2019", "1 July 2019")]
    [InlineData("2020-02-29", "29 février 2020", "29 February 2020")]
    public void Date_Said_IsInWords(string date, string french, string english)
    {
        Assert.True(Date.TryParse(date, out var value));
        Assert.Equal(french, new ValueWords(true).Date(value));
        Assert.Equal(english, new ValueWords(false).Date(value));
    }

    [Theory]
    [InlineData("P1D", "1 jour", "1 day")]
    [InlineData("P365D", "365 jours", "365 days")]
    [InlineData("-P1DT2H", "\u22121 jour et 2 heures", "\u22121 day and 2 hours")]
    [InlineData("P0D", "0 jour", "0 days")]
    public void DaysDuration_Said_IsInWords(string duration, string french, string english)
    {
        Assert.True(DaysDuration.TryParse(duration, out var value));
        Assert.Equal(french, Spaced(new ValueWords(true).Say(new DaysDurationValue(value))));
        Assert.Equal(english, Spaced(new ValueWords(false).Say(new DaysDurationValue(value))));
    }

    [Theory]
    [InlineData("P6M", "6 mois", "6 months")]
    [InlineData("P1Y", "1 an", "1 year")]
    [InlineData("P2Y1M", "2 ans et 1 mois", "2 years and 1 month")]
    public void MonthsDuration_Said_IsInWords(string duration, string french, string english)
    {
        Assert.True(MonthsDuration.TryParse(duration, out var value));
        Assert.Equal(french, Spaced(new ValueWords(true).Say(new MonthsDurationValue(value))));
        Assert.Equal(english, Spaced(new ValueWords(false).Say(new MonthsDurationValue(value))));
    }

    [Theory]
    [InlineData("0.5", "%", "50 %", "50%")]
    [InlineData("10900", "EUR", "10 900 €", "€10,900")]
    [InlineData("210.55", "EUR/day", "210,55 €/jour", "€210.55/day")]
    [InlineData("12", "month", "12 mois", "12 months")]
    [InlineData("1", "day", "1 jour", "1 day")]
    [InlineData("5000", "beneficiary", "5000 bénéficiaires", "5000 beneficiaries")]
    [InlineData("7", "1", "7", "7")]
    public void Measured_Said_HasItsUnit(string number, string unit, string french, string english)
    {
        var value = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(french, Spaced(new UnitWords(true).Measured(value, unit)));
        Assert.Equal(english, Spaced(new UnitWords(false).Measured(value, unit)));
    }

    [Theory]
    [InlineData("un séjour", "séjours", "le séjour", "ce séjour")]
    [InlineData("une délivrance", "délivrances", "la délivrance", "cette délivrance")]
    [InlineData("un acte de ville", "actes de ville", "l'acte de ville", "cet acte de ville")]
    [InlineData("un hôpital", "hôpitaux", "l'hôpital", "cet hôpital")]
    [InlineData("une année", "années", "l'année", "cette année")]
    public void FrenchNoun_WithItsArticle_Agrees(string one, string many, string the, string @this)
    {
        var noun = new Noun(one, many, IsFrench: true);
        Assert.Equal(the, noun.The);
        Assert.Equal(@this, noun.This);
        Assert.Equal($"les {many}", noun.All);
    }

    [Theory]
    [InlineData("la somme de {0}", "les séjours", "la somme des séjours")]
    [InlineData("la date de {0}", "le séjour", "la date du séjour")]
    [InlineData("la date de {0}", "l'acte", "la date de l'acte")]
    [InlineData("tombe au plus tard à {0}", "le premier jour", "tombe au plus tard au premier jour")]
    [InlineData("si {0}", "il existe", "s'il existe")]
    [InlineData("le fait que {0}", "il existe", "le fait qu'il existe")]
    [InlineData("la moitié de {0}", "un séjour", "la moitié d'un séjour")]
    [InlineData("le code {0}", "le séjour", "le code le séjour")]
    public void FrenchWords_ThatMeet_Contract(string sentence, string part, string said) =>
        Assert.Equal(said, string.Concat(Words.French.Say(sentence, Hold.Whole, Phrase.Plain(part)).Pieces.Select(p => p.Text)));

    [Fact]
    public void Label_BeginningWithAVowel_Elides()
    {
        var said = Words.French.Say("la part de {0}", Hold.Whole, Phrase.Of(new TermPiece("Âge", null)));
        Assert.Equal([new PlainPiece("la part d'"), new TermPiece("Âge", null)], said.Pieces);
    }

    [Fact]
    public void EnglishWords_ThatMeet_StayAsTheyAre() =>
        Assert.Equal("the share of le séjour", string.Concat(Words.English.Say("the share of {0}", Hold.Whole, Phrase.Plain("le séjour")).Pieces.Select(p => p.Text)));

    // Spaces that keep a number with its unit are spaces here.
    private static string? Spaced(string? text) => text?.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
