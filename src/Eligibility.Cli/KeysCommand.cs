using System.CommandLine;
using System.Globalization;
using Eligibility.Keys;

namespace Eligibility.Cli;

/// <summary><c>eligibility keys</c>: for whoever runs the service.</summary>
internal static class KeysCommand
{
    private const int Year = 365;

    private static readonly Option<string> KeyFilePath = new("--keys")
    {
        Description = "The key file, which the service watches. It holds hashes, no keys.",
        DefaultValueFactory = _ => "keys.json",
    };

    private static readonly Option<string> SecretPath = new("--secret")
    {
        Description = "The file with the server secret that the hashes are made with; made where it is missing.",
        DefaultValueFactory = _ => "keys.secret",
    };

    /// <summary>Describes it.</summary>
    public static Command Create() => new("keys", "For whoever runs the service: the API keys of its clients.") { New(), List(), Revoke() };

    private static Command New()
    {
        var client = new Option<string>("--client") { Description = "Who the key is for: 1 to 64 of a-z, 0-9 and '-'. Stands in the log.", Required = true };
        var scopes = new Option<string>("--scopes")
        {
            Description = $"What it may be used for, separated by commas: {string.Join(", ", Scopes.All)}.",
            DefaultValueFactory = _ => $"{Scopes.Screen},{Scopes.Rules}",
        };
        var days = new Option<int>("--days") { Description = "After how many days it expires.", DefaultValueFactory = _ => Year };
        days.Validators.Add(value =>
        {
            if (value.Tokens is [{ } days] && !(int.TryParse(days.Value, CultureInfo.InvariantCulture, out var asked) && asked is >= 1 and <= 10 * Year))
            {
                value.AddError($"--days must be 1 to {10 * Year}.");
            }
        });
        var create = new Command("new", """
            Makes a key, adds it to the key file, and prints it: once, it is kept nowhere. A client may have two keys in force, the one in use and
            the one that replaces it.
            """)
        {
            client, scopes, days, KeyFilePath, SecretPath,
        };
        create.SetAction(command => KeyStore(command).Add(
            command.GetRequiredValue(client), command.GetRequiredValue(scopes).Split(','), TimeSpan.FromDays(command.GetRequiredValue(days))));
        return create;
    }

    private static Command List()
    {
        var list = new Command("list", "Prints the keys of the key file: id, client, scopes, and until when they are in force.") { KeyFilePath };
        list.SetAction(command => KeyStore(command).List());
        return list;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("ID") { Description = "The id of the key, the part between the first and the second underscore." };
        var revoke = new Command("revoke", "Takes a key out of the key file. A running service refuses it within a second.") { id, KeyFilePath };
        revoke.SetAction(command => KeyStore(command).Revoke(command.GetRequiredValue(id)));
        return revoke;
    }

    private static KeysOnDisk KeyStore(ParseResult command) =>
        new(command.GetRequiredValue(KeyFilePath), command.GetValue(SecretPath) ?? "", TimeProvider.System, Console.Out, Console.Error);
}
