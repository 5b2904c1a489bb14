using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PenguinMails.Dashboard.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class InvoicesAndCards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_payments_tenant_id_created_at",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_invoices_tenant_id_created_at",
                table: "invoices");

            migrationBuilder.AddColumn<string>(
                name: "payment_method_id",
                table: "tenant_subscriptions",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "discount",
                table: "invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "subtotal",
                table: "invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "metered",
                table: "invoice_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // What the mirror had kept tells both; the next reading of Stripe's would too.
            migrationBuilder.Sql("UPDATE invoices SET subtotal = COALESCE((SELECT SUM(amount) FROM invoice_lines WHERE invoice_id = invoices.id), total - tax)");
            migrationBuilder.Sql("UPDATE invoices SET discount = subtotal + tax - total WHERE subtotal + tax > total AND subtotal <> total");

            migrationBuilder.CreateTable(
                name: "card_expiry_notices",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    payment_method_id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    expiry_year = table.Column<int>(type: "INTEGER", nullable: false),
                    expiry_month = table.Column<int>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_expiry_notices", x => new { x.tenant_id, x.payment_method_id, x.expiry_year, x.expiry_month });
                });

            migrationBuilder.CreateTable(
                name: "card_setups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    make_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    stripe_session_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_setups", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_payments_tenant_id_created_at_id",
                table: "payments",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_invoices_tenant_id_created_at_id_status",
                table: "invoices",
                columns: new[] { "tenant_id", "created_at", "id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_card_setups_tenant_id_created_at",
                table: "card_setups",
                columns: new[] { "tenant_id", "created_at" },
                filter: "finished_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "card_expiry_notices");

            migrationBuilder.DropTable(
                name: "card_setups");

            migrationBuilder.DropIndex(
                name: "ix_payments_tenant_id_created_at_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_invoices_tenant_id_created_at_id_status",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "payment_method_id",
                table: "tenant_subscriptions");

            migrationBuilder.DropColumn(
                name: "discount",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "subtotal",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "metered",
                table: "invoice_lines");

            migrationBuilder.CreateIndex(
                name: "ix_payments_tenant_id_created_at",
                table: "payments",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_invoices_tenant_id_created_at",
                table: "invoices",
                columns: new[] { "tenant_id", "created_at" });
        }
    }
}
