using System.CommandLine;
using Cahier.Cli.Console;
using Cahier.Service.Access;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier serve keys</c>: the keys with which programs ask the service.</summary>
internal static class KeysCommand
{
    public static Command Make(Surface surface) => new("keys", "Make, list and take back the keys with which programs ask the service; they are kept in its store.")
    {
        Add(surface),
        List(surface),
        Revoke(surface),
    };

    private static Command Add(Surface surface)
    {
        var name = NameOption("Whose key it is, for logs and the ledger: of a program or of staff.");
        var role = new Option<string>("--role") { Description = "What it may do: reader, editor, publisher or operator; each may do what those before it may.", Required = true, HelpName = "ROLE" };
        var store = Store();
        var command = new Command("add", "Make a key. It is printed once and kept nowhere: the store knows its hash only.") { name, role, store };
        command.SetAction(parsed =>
        {
            var word = parsed.GetRequiredValue(role);
            if (Roles.Find(word) is null)
            {
                throw new CommandStop(ExitCodes.Usage, $"‘{word}’ is no role", Feel.Checking.Suggestions.Remedy(word, Roles.Words));
            }

            using var open = Open(parsed.GetRequiredValue(store), surface);
            surface.Output.WriteLine(ApiKeys.Add(open, Named(parsed.GetRequiredValue(name)), word));
            surface.Error.WriteLine("keep the key where only its owner reads it; it is not shown again");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command List(Surface surface)
    {
        var store = Store();
        var command = new Command("list", "List the keys of a store; the keys themselves cannot be shown.") { store };
        command.SetAction(parsed =>
        {
            using var open = Open(parsed.GetRequiredValue(store), surface);
            var table = Surface.Table("name", "role", "made", "taken back");
            foreach (var key in ApiKeys.All(open))
            {
                Surface.AddRow(table, key.Name, key.Role, key.AddedAt, key.RevokedAt ?? "");
            }

            surface.Tables().Write(table);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Revoke(Surface surface)
    {
        var name = NameOption("Whose key is taken back.");
        var store = Store();
        var command = new Command("revoke", "Take a key back: two seconds later it opens nothing.") { name, store };
        command.SetAction(parsed =>
        {
            using var open = Open(parsed.GetRequiredValue(store), surface);
            ApiKeys.Revoke(open, parsed.GetRequiredValue(name));
            surface.Output.WriteLine($"the key of {parsed.GetValue(name)} opens nothing any more");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<string> NameOption(string description) => new("--name") { Description = description, Required = true, HelpName = "NAME" };

    private static Option<string> Store() => new("--store") { Description = "The store of the service.", Required = true, HelpName = "URL" };

    private static string Named(string name) => name.Length is > 0 and <= 100 && !name.Any(char.IsControl) ? name : throw new CommandStop(ExitCodes.Usage, "the name is empty, too long, or holds signs that cannot be printed", "name whose key it is, for example --name dashboard");

    private static FactStore Open(string text, Surface surface) => FactStore.OpenAsItIs(StoreAddress.Parse(text), surface.Time);
}
