using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PenguinMails.Dashboard.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailsAndContacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_mails_next_attempt_at",
                table: "outbox_mails");

            migrationBuilder.AddColumn<DateTime>(
                name: "trial_reminder_for",
                table: "tenant_subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "conversation",
                table: "outbox_mails",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "outbox_mails",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "stop_url",
                table: "outbox_mails",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "withdrawn_at",
                table: "outbox_mails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "billing_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    is_primary = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_contacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_billing_contacts_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mail_stops",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    stopped_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_stops", x => new { x.tenant_id, x.address, x.topic });
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_mails_conversation",
                table: "outbox_mails",
                column: "conversation");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_mails_next_attempt_at",
                table: "outbox_mails",
                column: "next_attempt_at",
                filter: "sent_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_mails_tenant_id_id",
                table: "outbox_mails",
                columns: new[] { "tenant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_billing_contacts_tenant_id_email",
                table: "billing_contacts",
                columns: new[] { "tenant_id", "email" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "billing_contacts");

            migrationBuilder.DropTable(
                name: "mail_stops");

            migrationBuilder.DropIndex(
                name: "ix_outbox_mails_conversation",
                table: "outbox_mails");

            migrationBuilder.DropIndex(
                name: "ix_outbox_mails_next_attempt_at",
                table: "outbox_mails");

            migrationBuilder.DropIndex(
                name: "ix_outbox_mails_tenant_id_id",
                table: "outbox_mails");

            migrationBuilder.DropColumn(
                name: "trial_reminder_for",
                table: "tenant_subscriptions");

            migrationBuilder.DropColumn(
                name: "conversation",
                table: "outbox_mails");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "outbox_mails");

            migrationBuilder.DropColumn(
                name: "stop_url",
                table: "outbox_mails");

            migrationBuilder.DropColumn(
                name: "withdrawn_at",
                table: "outbox_mails");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_mails_next_attempt_at",
                table: "outbox_mails",
                column: "next_attempt_at",
                filter: "sent_at IS NULL AND dead_at IS NULL");
        }
    }
}
